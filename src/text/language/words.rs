//! Function words of the languages: short, frequent, and seldom a part of a name. Written down by hand.
//!
//! No word is longer than eight bytes, so that it can be compared as one number.

use super::Language::{self, *};

/// The words of each language. A word of several languages counts less than one that only one has.
pub(super) const WORDS: &[(Language, &str)] = &[
    (
        English,
        "the of and to in is that for it as was with be by on not he his but at are this have from or had an they \
         which you were all their has would will when who more no if out so what up its about than into them can only \
         other new some could time these two may then do first any like our over after also did many must through \
         before being those between under shall such each how your us because there should where while most during \
         both against per within upon without whose been one made make we me my man men war die pour son plus \
         per van den par sur ten pas sans dated signed said met has war led set",
    ),
    (
        French,
        "le la les des une un du de et est dans que qui pour par sur avec au aux ce cette ces son sa ses leur leurs \
         nous vous il elle ils sont été être ont pas ne plus ou où mais comme entre ainsi afin sans sous selon dont \
         tout tous toute toutes aussi depuis lors notre nos même fait peut doit l d qu en se elles chaque celle ceux \
         était avait dès vers chez notamment",
    ),
    (
        Spanish,
        "el la los las de del que y en un una por con para es se su sus al lo como más o pero fue son ha han este esta \
         estos estas entre sobre sin también ser está hasta desde donde muy ya todo todos cuando no nos hay sido cada \
         así según mediante contra ello dicho dicha será fueron sino",
    ),
    (
        Portuguese,
        "o os as de do da dos das que e em um uma para com não por se na no nas nos ao aos à às como mais mas foi são \
         tem seu sua seus suas pelo pela pelos pelas entre sobre também até ser está já quando este esta isso num numa \
         há sem bem ou desde será foram cada nesse neste nesta",
    ),
    (
        Italian,
        "il lo la i gli le di del della dei delle dell nel nella nei nelle nell che e è un una per con non si da dal \
         dalla al alla ai alle dai dalle sono come più anche ha hanno essere questo questa tra fra su sul sulla ma o \
         se loro suo sua sia stato stata degli negli agli uno ogni",
    ),
    (
        Romanian,
        "și şi în din la cu de pe pentru care este sunt o un al ale ai nu mai sau prin ca că fi au fost între după \
         acest lor sa se către cele cel cea iar precum unei unui",
    ),
    (
        Catalan,
        "el la els les de del dels i en un una per amb que és són al als com més o no es ha han aquest aquesta entre \
         sobre també seva seu seus seves pels pel fins cada ser",
    ),
    (
        German,
        "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat \
         dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis \
         mehr durch man sein wurde sei gegen vom können wurden sowie zwischen unter diese dieser dieses ihre seine \
         ihrer eines sollen jedoch wir ihren",
    ),
    (
        Dutch,
        "de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog naar heeft door \
         over ze wordt worden deze dit tot hun zich werd tussen onder onze hebben kan moet zal geen meer wel moeten \
         zoals tegen",
    ),
    (
        Swedish,
        "och att det i en som på är av för med till den inte om ett har de han men var sig från vi så kan nu eller \
         under ska mot mellan detta dessa sin sina även efter genom skall dess",
    ),
    (
        Danish,
        "og i at det en den til er som på de med af av for ikke der var sig men et har om vi fra sin dem eller skal mot \
         mellom mellem også etter efter blir bli være ble blev kan over under denne dette disse hvor",
    ),
    (
        Polish,
        "i w na z do się nie że to jest o jak od po przez za dla są przy oraz ze być ma lub który która które tym tego \
         także ich jego był może ten jako było między",
    ),
    (
        Czech,
        "a v na se je že s z do o to jako pro by ve k po za i od si jsou ale který která které také při nebo není bude \
         byl aby jeho mezi pod byla jejich",
    ),
    (
        Hungarian,
        "a az és hogy is nem egy ez meg de mint ha csak már volt vagy még azt ki sem van kell lesz között szerint által \
         amely való illetve",
    ),
    (
        Finnish,
        "ja on ei että se oli hän ovat myös kun mutta tai jos niin sen ole kuin joka mukaan sekä ne vuonna olisi kanssa \
         jotka tämän näiden",
    ),
    (
        Turkish,
        "ve bir bu da de için ile olarak olan daha çok en gibi kadar sonra ancak veya ne ki değil olduğu göre her iki \
         yer tüm ise yeni önemli vardır",
    ),
    (
        Indonesian,
        "yang dan di untuk dengan dari pada dalam ini itu akan tidak oleh atau sebagai telah adalah juga kepada bagi ke \
         para serta lebih dapat ialah secara antara kami kita mereka perlu tersebut bahwa bahawa karena kerana harus \
         sudah namun agar setiap seperti hanya ada satu menjadi tahun terhadap negara semua masih sejak",
    ),
    (
        Vietnamese,
        "và của các là có được trong cho với những này không người một về đã để từ theo tại trên đến như cũng khi nhà \
         nước sẽ phải do vào việc ra hai năm bị qua nhằm giữa sự cần",
    ),
    (
        Tagalog,
        "ang ng mga sa na at ay ito para kung hindi may mula rin din nang siya sila kanilang niya upang ayon nito bilang \
         isang dapat kami tayo ating aming kay ni si o pero dahil lahat bawat iba",
    ),
    (
        Swahili,
        "ya na wa kwa katika ni za la cha vya kuwa hii huo hiyo kama pia au ili hayo hizo hilo huu kutoka wao yake zake \
         watu nchi baada kabla kila wakati hadi lakini vile mwaka sasa ambayo ambao kati juu",
    ),
    (
        Russian,
        "и в на не что по для как это из от при с к а о за его их мы быть был или до со под том все так также между этом",
    ),
    (
        Ukrainian,
        "і та що на для від до з у є як про не в а за його їх ми бути був або із під це так між які яка цього й",
    ),
    (
        Bulgarian,
        "и на за от се да е са по с в че към със до не при като или ще този тази които през след бъде",
    ),
    (
        Arabic,
        "في من على إلى أن هذا عن مع التي هذه الذي بين كما لا أو ما كان قد ذلك بعد كل",
    ),
    (
        Persian,
        "در از به که این را است با برای آن های می شد بر شود نیز هر یا تا بین",
    ),
    (
        Urdu,
        "کے میں کی کا سے اور ہے کو نے پر یہ ہیں کہ اس ان تھا لیے گا",
    ),
    (Hindi, "है के का की से ने को पर यह कि हो था इस भी"),
    (Nepali, "को मा छ र ले का हो यो"),
    (Marathi, "व या हे ही चा ची चे ला ना"),
];

/// Which languages a letter beyond ASCII speaks for, in a word in small letters.
pub(super) const fn letter(c: char) -> &'static [Language] {
    match c {
        'ß' => &[German],
        'ñ' => &[Spanish],
        'ã' => &[Portuguese],
        'õ' => &[Portuguese],
        'œ' | 'ê' | 'î' | 'û' | 'ë' => &[French],
        'ä' => &[German, Swedish, Finnish],
        'ö' => &[German, Swedish, Finnish, Turkish, Hungarian],
        'ü' => &[German, Turkish, Hungarian],
        'å' => &[Swedish, Danish],
        'ø' | 'æ' => &[Danish],
        'ő' | 'ű' => &[Hungarian],
        'ı' | 'ğ' | 'ş' => &[Turkish],
        'ă' | 'ș' | 'ț' => &[Romanian],
        'ą' | 'ę' | 'ł' | 'ż' | 'ś' | 'ć' | 'ń' => &[Polish],
        'ě' | 'ř' | 'ů' => &[Czech],
        'ò' | 'ì' => &[Italian],
        'ç' => &[French, Portuguese, Turkish, Catalan],
        'ơ' | 'ư' | 'đ' | '\u{1EA0}'..='\u{1EF9}' | '\u{309}' | '\u{323}' | '\u{31B}' => {
            &[Vietnamese]
        }
        'і' | 'ї' | 'є' | 'ґ' => &[Ukrainian],
        'ы' | 'э' | 'ё' => &[Russian],
        'ъ' => &[Bulgarian],
        'ة' | 'ى' | 'أ' | 'إ' | 'ي' => &[Arabic],
        'پ' | 'چ' | 'ژ' | 'گ' => &[Persian, Urdu],
        'ٹ' | 'ڈ' | 'ڑ' | 'ے' | 'ہ' | 'ں' => &[Urdu],
        _ => &[],
    }
}
