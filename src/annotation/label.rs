//! The closed vocabularies: entity types, categories and severities of data-quality issues.

/// Declares an enum whose variants have an id (written to files) and a title (shown to people).
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $id:literal, $title:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// All values, in their usual order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The id that files and the command line use.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            /// The name that people see.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }

            /// The value with this id.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.id() == id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.id())
            }
        }
    };
}

vocabulary! {
    /// The twelve entity types.
    EntityLabel {
        /// A personal name, without titles.
        Person = "PERSON", "Person";
        /// An institution, company, party, bloc or standing forum.
        Org = "ORG", "Organisation";
        /// A country, city, region, water or named facility.
        Place = "PLACE", "Place";
        /// A postal address line.
        Address = "ADDRESS", "Address";
        /// A named summit, conference, session, day or war.
        Event = "EVENT", "Event";
        /// A treaty, charter, partnership, initiative, plan, resolution or law.
        Agreement = "AGREEMENT", "Agreement";
        /// A calendar expression.
        Date = "DATE", "Date";
        /// An amount of money.
        Money = "MONEY", "Money";
        /// A percentage.
        Percent = "PERCENT", "Percentage";
        /// A nationality, ethnic, regional or political adjective.
        Norp = "NORP", "Nationality or group";
        /// An office, rank or role.
        Title = "TITLE", "Office or title";
        /// A telephone, fax or e-mail value.
        Contact = "CONTACT", "Contact";
    }
}

impl EntityLabel {
    /// Whether it is the name of something: a person, an organisation, a place, an event or an agreement.
    pub const fn names_something(self) -> bool {
        matches!(
            self,
            Self::Person | Self::Org | Self::Place | Self::Event | Self::Agreement
        )
    }
}

vocabulary! {
    /// What is wrong with a passage.
    Category {
        /// Garbage strings, grown to the whole name or phrase.
        GarbledToken = "garbled_token", "Garbled text";
        /// Mojibake, replacement characters, wrong decoding.
        EncodingError = "encoding_error", "Encoding damage";
        /// Left-over HTML, Markdown or other markup.
        MarkupResidue = "markup_residue", "Leftover markup";
        /// Broken hyphenation, run-in headings, page furniture, blank lines.
        LayoutArtefact = "layout_artefact", "Layout artefact";
        /// A telephone, fax, e-mail or URL that cannot be one.
        StructuredFieldInvalid = "structured_field_invalid", "Invalid contact field";
        /// A passage that stands elsewhere in nearly the same words.
        Repetition = "repetition", "Repeated passage";
        /// One name in several spellings.
        NameVariant = "name_variant", "Name variant";
        /// One office, two holders at one time.
        OfficeConflict = "office_conflict", "Office conflict";
        /// A pronoun or title that contradicts what is said elsewhere.
        ReferenceConflict = "reference_conflict", "Reference conflict";
        /// A date without a year or a relative date without an anchor.
        DateUnderspecified = "date_underspecified", "Incomplete date";
        /// Impossible or contradictory dates.
        DateConflict = "date_conflict", "Date conflict";
        /// A number that cannot be right.
        NumericAnomaly = "numeric_anomaly", "Number anomaly";
        /// Mixed quotes, unbalanced brackets, spacing.
        PunctuationStyle = "punctuation_style", "Punctuation";
        /// No date, source, author or place.
        MissingMetadata = "missing_metadata", "Missing source data";
        /// An acronym that is never expanded.
        UnexpandedAcronym = "unexpanded_acronym", "Unexpanded acronym";
        /// A claim without a source.
        UnattributedClaim = "unattributed_claim", "Unattributed claim";
        /// Phrases typical of generated text.
        BoilerplateMachineText = "boilerplate_machine_text", "Machine-written phrase";
    }
}

vocabulary! {
    /// How much an issue matters.
    Severity {
        /// Cosmetic.
        Low = "low", "Low";
        /// Misleads a careful reader.
        Medium = "medium", "Medium";
        /// Makes the passage unusable as evidence.
        High = "high", "High";
    }
}
