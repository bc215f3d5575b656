//! The words of which the furniture of web pages is made: English, French, Spanish, Portuguese, German, Italian, Indonesian
//! and Vietnamese.

/// What a page asks a reader to do.
pub(super) const VERBS: &str = "
 tell learn watch rate print-friendly
 listen watch read view see show hide click tap press close back return play scroll continue enlarge download suivre
 lire lisez voir afficher masquer télécharger téléchargez écouter écoutez regarder regardez retour retourner revenir
 aller allez passer cliquez poursuivre continuer haut leer ver mostrar descargar escuchar volver ir continuar leia
 baixar descarregar ouvir voltar folgen lesen anzeigen herunterladen anhören zurück leggi mostra scarica ascolta torna
 vai continua baca lihat tampilkan unduh dengarkan kembali lanjutkan";

/// The same, where only a word of the web tells that it is a page that asks.
pub(super) const WEAK: &str = "
 mail save like sign log join report copy add manage accept reject decline allow search find pause expand collapse send
 start register reply donate get go open signaler ajouter copier personnaliser paramétrer rechercher gérer accepter
 acceptez refuser fermer ouvrir réagir réagissez recevez recevoir découvrez envoyer envoyez inscrivez-vous s'inscrire
 enviar aceptar rechazar cerrar iniciar buscar aceitar rejeitar fechar entrar pesquisar senden akzeptieren ablehnen
 configurar gestionar administrar personalizar verwalten einstellen kelola atur join
 schließen suche invia accetta rifiuta chiudi cerca kirim terima tolak tutup masuk daftar cari try";

/// The same, of which pages are full and texts are not.
pub(super) const SHARING: &str = "
 repost upvote
 share tweet retweet print email e-mail bookmark pin follow subscribe skip jump toggle load comment unsubscribe login logout
 partager partagez imprimer imprimez abonnez-vous s'abonner abonner suivez-nous connectez-vous connexion commenter commentez
 tweeter désabonner
 compartir comparte imprimir suscríbete suscribirse síguenos comentar saltar
 compartilhar compartilhe partilhar partilhe inscreva-se assine siga-nos pular
 teilen drucken abonnieren weiterlesen anmelden kommentieren springen
 condividi stampa iscriviti seguici accedi commenta
 bagikan cetak berlangganan ikuti";

/// What it is to be done with.
pub(super) const THINGS: &str = "
 font size text channel group community daily-newsletter cuenta konto akun
 friends search list mailing-list story's error problem updated french english spanish german language languages daily weekly
 free latest news full whole complete entire comment-form hier social media réseaux sociaux médias monde erreur bulletin lettre
 entier entière complet complète numéro langue french-language français anglais gratuitement accepter site noticia-completa
 this article story page post link links site website section content version more all full next previous top bottom main
 friend photo photos image images caption captions gallery video videos clip slideshow comments comment replies results
 stories articles posts tags pdf here now below us me options settings preferences choices button form transcript updates
 updated audio later icon dialog panel banner
 cet cette ce pages suite plus bas contenu principal version texte intégral ici aussi photo vidéo légende commentaires
 commentaire réponse réponses résultats ami amis courrier lien liens précédent suivant précédente suivante actualités
 sommaire accueil recherche choix préférences paramètres tout tous toutes facilement amie proche même sujet
 este esta artículo artículos página más todo todos aquí también arriba enlace noticia noticias siguiente anterior
 comentarios amigo sesión
 artigo artigos mais tudo aqui também conteúdo topo notícia notícias seguinte comentários
 diesen dieser artikel seite mehr alle hier inhalt oben hauptinhalt nächster vorheriger beitrag kommentare kommentar anfang
 questo articolo articoli pagina tutto altro qui anche contenuto commenti
 ini halaman selengkapnya juga semua sebelumnya berikutnya konten utama atas komentar tautan";

/// The same, where only the web has it.
pub(super) const WEB: &str = "
 app apps inbox mailing bluetooth breadcrumb breadcrumbs browser homepage webpage website-feedback hashtag handle skype wechat viber zalo line
 facebook twitter linkedin whatsapp telegram instagram pinterest reddit youtube tiktok messenger mastodon bluesky threads
 snapchat flipboard newsletter newsletters cookie cookies menu navigation password rss inbox javascript homepage sitemap
 clipboard podcast notifications courriel infolettre témoins sidebar footer
 navegación navegação newsletter-anmeldung boletín notificaciones presse-papiers mastodonte fb";

/// What stands between them.
pub(super) const GLUE: &str = "
 the a an to on by via with in of for our your and or at from up out it x as these
 le la les l un une des du de d à au aux en par sur avec pour et ou vos votre notre nos nous vous s se
 el los del al por con para y o tu su nuestro nuestra lo
 os as do da no na em com e nosso nossa
 den das die der dem auf per mit für und oder zu zum zur uns als
 il i gli su di un una
 ke dengan untuk dan atau kami melalui lebih lanjut";

/// Whole lines, in lower case: headings of boxes and links of pages. Those of one word may be headings of a text.
pub(super) const LABELS: &str = "\
older posts
newer posts
older stories
previous story
next story
next page
previous page
older entries
newer entries
post navigation
main navigation
page navigation
site footer
site header
footer menu
header menu
accept all
reject all
accept and close
accept & close
i agree
i accept
got it
no thanks
not now
maybe later
manage preferences
manage consent
manage options
we value your privacy
we care about your privacy
your privacy matters
cookies on this site
cookies on this website
about cookies
learn more about cookies
strictly necessary cookies
always active
subscribe for free
join our mailing list
send by email
tell a friend
tell your friends
tell your friends about this
report an error
report abuse
rate this article
rate this page
was this page useful
comments are closed
comments are off
add to favourites
add to favorites
add to calendar
print-friendly page
printer friendly page
back to home page
return to home page
back to search results
back to previous page
back to article
more stories like this
popular in news
also available in
read in french
read this page in french
listen to article
version française
version anglaise
english version
french version
accepter et fermer
continuer sans accepter
accepter et continuer
j'accepte
je refuse
en savoir plus sur les cookies
nous respectons votre vie privée
votre vie privée nous importe
ce site utilise des cookies
nous utilisons des témoins
commentaires fermés
les commentaires sont fermés
à découvrir
à découvrir aussi
réagir à cet article
articles plus anciens
articles plus récents
artikel drucken
artikel teilen
seite teilen
related
related topics
related stories
related coverage
related reading
related documents
related pages
related posts
related videos
related items
similar articles
similar posts
recommended
recommended reading
recommended stories
editor's picks
editors' picks
top stories
latest stories
latest posts
recent posts
recent comments
popular posts
popular stories
most viewed
most shared
most commented
most emailed
trending
trending stories
what's hot
don't miss
what to read next
up next
read this next
you might like
you may be interested in
more stories
more news
more articles
more like this
more on this topic
more on this story
more from this section
more from the web
from around the web
around the web
around the bbc
top of page
back to home
back to news
back to list
back to all news
in this section
on this page
on this site
quick links
quick search
useful links
social media
social share
site map
site search
site navigation
page tools
page options
page navigation
text size
font size
change text size
increase text size
decrease text size
larger text
high contrast
dark mode
select language
choose language
change language
select your language
privacy settings
privacy notice
terms of use
terms of service
terms and conditions
legal notice
cookie notice
cookie preferences
your privacy
your account
my account
log out
sign out
sign up
post comment
leave your comment
join the conversation
join the discussion
start the conversation
have your say
breaking news
live updates
sponsored
sponsored links
sponsored by
promoted
promoted stories
paid content
paid post
advertisements
advertising
ad choices
adchoices
ad feedback
skip ad
skip advertisement
article continues after advertisement
this content is for subscribers only
already a member
become a member
support our work
support us
donate
donate now
contact us
about us
about this site
about this page
give feedback
site feedback
send feedback
was this article helpful
was this helpful
did you find this page useful
report a problem
report a bug
report this comment
request an update
thank you for subscribing
thanks for subscribing
printable version
print version
print friendly
mobile version
desktop version
full site
full screen
view larger image
click to enlarge
click to expand
image gallery
photo gallery
media caption
playback is unsupported on your device
loading comments
load more comments
no results
search results
filter by
sort by
share
tweet
print
email
partager
imprimer
menu
search
recherche
commentaires
à lire
à lire aussi
à lire également
lire aussi
à voir aussi
à ne pas manquer
articles similaires
articles connexes
articles liés
articles récents
articles recommandés
autres articles
plus d'articles
derniers articles
dans la même rubrique
dans la même catégorie
sur le même sujet
sur le même thème
les plus lus
les plus consultés
les plus commentés
le plus lu
les articles les plus lus
contenu connexe
contenus similaires
contenu sponsorisé
contenu associé
liens connexes
liens utiles
liens rapides
pages connexes
vous aimerez aussi
vous aimerez peut-être
vous pourriez aussi aimer
ceci pourrait vous intéresser
cela peut vous intéresser
cela pourrait vous intéresser
ces articles pourraient vous intéresser
recommandé pour vous
nos recommandations
publicité
la suite après la publicité
la suite après cette publicité
suite de l'article
annonce
annonces
fil d'ariane
mots-clés
haut de page
retour en haut
retour en haut de page
retour en haut de la page
retour à l'accueil
retour à la liste
plan du site
carte du site
mentions légales
avis de confidentialité
politique de confidentialité
politique relative aux cookies
conditions d'utilisation
gestion des cookies
tout accepter
tout refuser
menu principal
menu secondaire
menu de navigation
aller au contenu
aller au menu
aller au contenu principal
passer au contenu principal
passer au contenu
se connecter
se déconnecter
s'identifier
s'inscrire
créer un compte
mon compte
mot de passe oublié
déjà abonné
déjà inscrit
article réservé aux abonnés
réservé aux abonnés
il vous reste
suivez-nous
nous suivre
contactez-nous
nous joindre
restez informé
restez connecté
restez informés
soutenez-nous
faire un don
laisser un commentaire
ajouter un commentaire
publier un commentaire
voir les commentaires
afficher les commentaires
aucun commentaire
signaler un problème sur cette page
signaler une erreur
signaler un abus
envoyer à un ami
envoyer par courriel
envoyer par e-mail
version imprimable
version pour impression
taille du texte
agrandir l'image
agrandir la photo
changer de langue
choisir la langue
tous les articles
toutes les actualités
toute l'actualité
en savoir plus
lire plus
voir plus
afficher plus
afficher la suite
charger plus
article précédent
article suivant
page précédente
page suivante
dernières nouvelles
dernières actualités
cette page vous a-t-elle été utile
avez-vous trouvé cette page utile
artículos relacionados
noticias relacionadas
contenido relacionado
lo más leído
lo más visto
te puede interesar
también te puede interesar
le puede interesar
publicidad
artigos relacionados
notícias relacionadas
conteúdo relacionado
mais lidas
mais lidos
leia também
veja também
publicidade
ähnliche artikel
verwandte artikel
das könnte sie auch interessieren
meistgelesen
mehr zum thema
anzeige
nach oben
seite drucken
zum inhalt springen
articoli correlati
notizie correlate
i più letti
potrebbe interessarti
pubblicità
artikel terkait
berita terkait
berita lainnya
terpopuler
baca juga
baca selengkapnya
iklan
kembali ke atas
lewati ke konten
tin liên quan
bài viết liên quan
tin cùng chuyên mục
có thể bạn quan tâm
đọc nhiều nhất
tin mới nhất
xem thêm
đọc thêm
chia sẻ
chia sẻ bài viết
chia sẻ bài viết này
chia sẻ lên facebook
chia sẻ qua email
in bài viết
in trang này
bình luận
gửi bình luận
ý kiến bạn đọc
theo dõi chúng tôi
đăng nhập
đăng ký
đăng ký nhận tin
quay lại
về đầu trang
lên đầu trang
về trang chủ
quảng cáo";
