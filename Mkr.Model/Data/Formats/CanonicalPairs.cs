namespace Mkr.Model.Data.Formats;

/// <summary>
/// The canonical pairs of the Unicode Character Database (14.0): what a letter and the mark behind it compose to. Left out are Hangul,
/// which goes by a rule, ideographs for compatibility, and what Unicode decomposes but never composes.
/// </summary>
internal static class CanonicalPairs
{
    /// <summary>Each mark with its combining class, and the letters that it composes with, each before what they compose to.</summary>
    public static readonly (int Mark, int Class, string LettersAndComposites)[] ByMark =
    [
        (0x0300, 230, "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳἀἂἁἃἈἊἉἋἐἒἑἓἘἚἙἛἠἢἡἣἨἪἩἫἰἲἱἳἸἺἹἻ"
            + "ὀὂὁὃὈὊὉὋὐὒὑὓὙὛὠὢὡὣὨὪὩὫαὰεὲηὴιὶοὸυὺωὼΑᾺΕῈΗῊ᾿῍ϊῒΙῚ῾῝ϋῢΥῪ¨῭ΟῸΩῺ"),
        (0x0301, 230, "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿ¨΅ΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηήιίϋΰοόυύωώϒϓГЃКЌ"
            + "гѓкќÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứἀἄἁἅἈἌἉἍἐἔἑἕἘἜἙἝἠἤἡἥἨἬἩἭἰἴἱἵἸἼἹἽὀὄὁὅὈὌὉὍὐὔὑὕὙὝὠὤ"
            + "ὡὥὨὬὩὭ᾿῎῾῞"),
        (0x0302, 230, "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"),
        (0x0303, 230, "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"),
        (0x0304, 230, "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳИӢиӣУӮуӯGḠgḡḶḸḷḹṚṜṛṝαᾱΑᾹιῑΙῙυῡΥῩ"),
        (0x0306, 230, "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗȨḜȩḝẠẶạặαᾰΑᾸιῐΙῘυῠΥῨ"),
        (0x0307, 230, "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ"),
        (0x0308, 230, "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋϒϔЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸыӹHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ"),
        (0x0309, 230, "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"),
        (0x030A, 230, "AÅaåUŮuůwẘyẙ"),
        (0x030B, 230, "OŐoőUŰuűУӲуӳ"),
        (0x030C, 230, "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ"),
        (0x030F, 230, "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ"),
        (0x0311, 230, "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"),
        (0x0313, 230, "αἀΑἈεἐΕἘηἠΗἨιἰΙἸοὀΟὈυὐωὠΩὨρῤ"),
        (0x0314, 230, "αἁΑἉεἑΕἙηἡΗἩιἱΙἹοὁΟὉυὑΥὙωὡΩὩρῥΡῬ"),
        (0x031B, 216, "OƠoơUƯuư"),
        (0x0323, 220, "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ"),
        (0x0324, 220, "UṲuṳ"),
        (0x0325, 220, "AḀaḁ"),
        (0x0326, 220, "SȘsșTȚtț"),
        (0x0327, 202, "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"),
        (0x0328, 202, "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
        (0x032D, 220, "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"),
        (0x032E, 220, "HḪhḫ"),
        (0x0330, 220, "EḚeḛIḬiḭUṴuṵ"),
        (0x0331, 220, "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"),
        (0x0338, 1, "←↚→↛↔↮⇐⇍⇔⇎⇒⇏∃∄∈∉∋∌∣∤∥∦∼≁≃≄≅≇≈≉=≠≡≢≍≭<≮>≯≤≰≥≱≲≴≳≵≶≸≷≹≺⊀≻⊁⊂⊄⊃⊅⊆⊈⊇⊉⊢⊬⊨⊭⊩⊮⊫⊯≼⋠≽⋡⊑⋢⊒⋣⊲⋪⊳⋫⊴⋬⊵⋭"),
        (0x0342, 230, "ἀἆἁἇἈἎἉἏἠἦἡἧἨἮἩἯἰἶἱἷἸἾἹἿὐὖὑὗὙὟὠὦὡὧὨὮὩὯαᾶ¨῁ηῆ᾿῏ιῖϊῗ῾῟υῦϋῧωῶ"),
        (0x0345, 240, "ἀᾀἁᾁἂᾂἃᾃἄᾄἅᾅἆᾆἇᾇἈᾈἉᾉἊᾊἋᾋἌᾌἍᾍἎᾎἏᾏἠᾐἡᾑἢᾒἣᾓἤᾔἥᾕἦᾖἧᾗἨᾘἩᾙἪᾚἫᾛἬᾜἭᾝἮᾞἯᾟὠᾠὡᾡὢᾢὣᾣὤᾤὥᾥὦᾦὧᾧὨᾨὩᾩὪᾪὫᾫὬᾬὭᾭὮᾮὯᾯὰᾲαᾳάᾴᾶᾷΑᾼὴῂ"
            + "ηῃήῄῆῇΗῌὼῲωῳώῴῶῷΩῼ"),
        (0x0653, 230, "اآ"),
        (0x0654, 230, "اأوؤيئەۀہۂےۓ"),
        (0x0655, 220, "اإ"),
        (0x093C, 7, "नऩरऱळऴ"),
        (0x09BE, 0, "\u09C7\u09CB"),
        (0x09D7, 0, "\u09C7\u09CC"),
        (0x0B3E, 0, "\u0B47\u0B4B"),
        (0x0B56, 0, "\u0B47\u0B48"),
        (0x0B57, 0, "\u0B47\u0B4C"),
        (0x0BBE, 0, "\u0BC6\u0BCA\u0BC7\u0BCB"),
        (0x0BD7, 0, "ஒஔ\u0BC6\u0BCC"),
        (0x0C56, 91, "\u0C46\u0C48"),
        (0x0CC2, 0, "\u0CC6\u0CCA"),
        (0x0CD5, 0, "\u0CBF\u0CC0\u0CC6\u0CC7\u0CCA\u0CCB"),
        (0x0CD6, 0, "\u0CC6\u0CC8"),
        (0x0D3E, 0, "\u0D46\u0D4A\u0D47\u0D4B"),
        (0x0D57, 0, "\u0D46\u0D4C"),
        (0x0DCA, 9, "\u0DD9\u0DDA\u0DDC\u0DDD"),
        (0x0DCF, 0, "\u0DD9\u0DDC"),
        (0x0DDF, 0, "\u0DD9\u0DDE"),
        (0x102E, 0, "ဥဦ"),
        (0x1B35, 0, "ᬅᬆᬇᬈᬉᬊᬋᬌᬍᬎᬑᬒ\u1B3A\u1B3B\u1B3C\u1B3D\u1B3E\u1B40\u1B3F\u1B41\u1B42\u1B43"),
        (0x3099, 8, "かがきぎくぐけげこごさざしじすずせぜそぞただちぢつづてでとどはばひびふぶへべほぼうゔゝゞカガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴワヷヰヸヱヹヲヺヽヾ"),
        (0x309A, 8, "はぱひぴふぷへぺほぽハパヒピフプヘペホポ"),
        (0x110BA, 7, "𑂙𑂚𑂛𑂜𑂥𑂫"),
        (0x11127, 0, "\U00011131\U0001112E\U00011132\U0001112F"),
        (0x1133E, 0, "\U00011347\U0001134B"),
        (0x11357, 0, "\U00011347\U0001134C"),
        (0x114B0, 0, "\U000114B9\U000114BC"),
        (0x114BA, 0, "\U000114B9\U000114BB"),
        (0x114BD, 0, "\U000114B9\U000114BE"),
        (0x115AF, 0, "\U000115B8\U000115BA\U000115B9\U000115BB"),
        (0x11930, 0, "\U00011935\U00011938"),
    ];

    /// <summary>Characters that are another one, each before that one: the sign for angstrom is the letter with a ring.</summary>
    public const string Singletons =
        "\u0340\u0300\u0341\u0301\u0343\u0313\u0374\u02B9\u037E\u003B\u0387\u00B7\u1F71\u03AC\u1F73\u03AD\u1F75\u03AE"
        + "\u1F77\u03AF\u1F79\u03CC\u1F7B\u03CD\u1F7D\u03CE\u1FBB\u0386\u1FBE\u03B9\u1FC9\u0388\u1FCB\u0389\u1FD3\u0390"
        + "\u1FDB\u038A\u1FE3\u03B0\u1FEB\u038E\u1FEE\u0385\u1FEF\u0060\u1FF9\u038C\u1FFB\u038F\u1FFD\u00B4\u2000\u2002"
        + "\u2001\u2003\u2126\u03A9\u212A\u004B\u212B\u00C5\u2329\u3008\u232A\u3009";
}
