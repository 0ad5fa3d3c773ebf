using System.Text;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Cli.Apply;

/// <summary>Finds names that look the same, or nearly: it returns the same text for names that differ only in case, white space, invisible characters or
/// Unicode normalization.</summary>
internal static class NameFolding
{
    private const char FirstFullwidth = '\uFF01';
    private const char LastFullwidth = '\uFF5E';
    private const int FullwidthOffset = FirstFullwidth - '!';

    // string.Normalize returns its input, because the command needs no ICU (InvariantGlobalization). This is the part of UnicodeData.txt for the letters
    // of the Latin, Greek, Cyrillic, Arabic and Japanese scripts: each combining mark, and the letters with it, each followed by the letter without it.
    private static readonly Dictionary<char, string> LettersByMark = new()
    {
        ['\u0300'] = "ÀAÈEÌIÒOÙUàaèeìiòoùuǛÜǜüǸNǹnЀЕЍИѐеѝиḔĒḕēṐŌṑōẀWẁwẦÂầâẰĂằăỀÊềêỒÔồôỜƠờơỪƯừưỲYỳyἂἀἃἁἊἈἋἉἒἐἓἑἚἘἛἙἢἠἣἡἪἨἫἩ"
            + "ἲἰἳἱἺἸἻἹὂὀὃὁὊὈὋὉὒὐὓὑὛὙὢὠὣὡὪὨὫὩὰαὲεὴηὶιὸοὺυὼωᾺΑῈΕῊΗῒϊῚΙῢϋῪΥῸΟῺΩ",
        ['\u0301'] = "ÁAÉEÍIÓOÚUÝYáaéeíióoúuýyĆCćcĹLĺlŃNńnŔRŕrŚSśsŹZźzǗÜǘüǴGǵgǺÅǻåǼÆǽæǾØǿøΆΑΈΕΉΗΊΙΌΟΎΥΏΩΐϊάαέεήηίιΰϋόούυώω"
            + "ϓϒЃГЌКѓгќкḈÇḉçḖĒḗēḮÏḯïḰKḱkḾMḿmṌÕṍõṒŌṓōṔPṕpṸŨṹũẂWẃwẤÂấâẮĂắăẾÊếêỐÔốôỚƠớơỨƯứưἄἀἅἁἌἈἍἉἔἐἕἑἜἘἝἙἤἠἥἡἬἨἭἩἴἰ"
            + "ἵἱἼἸἽἹὄὀὅὁὌὈὍὉὔὐὕὑὝὙὤὠὥὡὬὨὭὩ",
        ['\u0302'] = "ÂAÊEÎIÔOÛUâaêeîiôoûuĈCĉcĜGĝgĤHĥhĴJĵjŜSŝsŴWŵwŶYŷyẐZẑzẬẠậạỆẸệẹỘỌộọ",
        ['\u0303'] = "ÃAÑNÕOãañnõoĨIĩiŨUũuṼVṽvẪÂẫâẴĂẵăẼEẽeỄÊễêỖÔỗôỠƠỡơỮƯữưỸYỹy",
        ['\u0304'] = "ĀAāaĒEēeĪIīiŌOōoŪUūuǕÜǖüǞÄǟäǠȦǡȧǢÆǣæǬǪǭǫȪÖȫöȬÕȭõȰȮȱȯȲYȳyӢИӣиӮУӯуḠGḡgḸḶḹḷṜṚṝṛᾱαᾹΑῑιῙΙῡυῩΥ",
        ['\u0306'] = "ĂAăaĔEĕeĞGğgĬIĭiŎOŏoŬUŭuЎУЙИйиўуӁЖӂжӐАӑаӖЕӗеḜȨḝȩẶẠặạᾰαᾸΑῐιῘΙῠυῨΥ",
        ['\u0307'] = "ĊCċcĖEėeĠGġgİIŻZżzȦAȧaȮOȯoḂBḃbḊDḋdḞFḟfḢHḣhṀMṁmṄNṅnṖPṗpṘRṙrṠSṡsṤŚṥśṦŠṧšṨṢṩṣṪTṫtẆWẇwẊXẋxẎYẏyẛſ",
        ['\u0308'] = "ÄAËEÏIÖOÜUäaëeïiöoüuÿyŸYΪΙΫΥϊιϋυϔϒЁЕЇІёеїіӒАӓаӚӘӛәӜЖӝжӞЗӟзӤИӥиӦОӧоӪӨӫөӬЭӭэӰУӱуӴЧӵчӸЫӹыḦHḧhṎÕṏõṺŪṻūẄW"
            + "ẅwẌXẍxẗt",
        ['\u0309'] = "ẢAảaẨÂẩâẲĂẳăẺEẻeỂÊểêỈIỉiỎOỏoỔÔổôỞƠởơỦUủuỬƯửưỶYỷy",
        ['\u030A'] = "ÅAåaŮUůuẘwẙy",
        ['\u030B'] = "ŐOőoŰUűuӲУӳу",
        ['\u030C'] = "ČCčcĎDďdĚEěeĽLľlŇNňnŘRřrŠSšsŤTťtŽZžzǍAǎaǏIǐiǑOǒoǓUǔuǙÜǚüǦGǧgǨKǩkǮƷǯʒǰjȞHȟh",
        ['\u030F'] = "ȀAȁaȄEȅeȈIȉiȌOȍoȐRȑrȔUȕuѶѴѷѵ",
        ['\u0311'] = "ȂAȃaȆEȇeȊIȋiȎOȏoȒRȓrȖUȗu",
        ['\u0313'] = "ἀαἈΑἐεἘΕἠηἨΗἰιἸΙὀοὈΟὐυὠωὨΩῤρ",
        ['\u0314'] = "ἁαἉΑἑεἙΕἡηἩΗἱιἹΙὁοὉΟὑυὙΥὡωὩΩῥρῬΡ",
        ['\u031B'] = "ƠOơoƯUưu",
        ['\u0323'] = "ḄBḅbḌDḍdḤHḥhḲKḳkḶLḷlṂMṃmṆNṇnṚRṛrṢSṣsṬTṭtṾVṿvẈWẉwẒZẓzẠAạaẸEẹeỊIịiỌOọoỢƠợơỤUụuỰƯựưỴYỵy",
        ['\u0324'] = "ṲUṳu",
        ['\u0325'] = "ḀAḁa",
        ['\u0326'] = "ȘSșsȚTțt",
        ['\u0327'] = "ÇCçcĢGģgĶKķkĻLļlŅNņnŖRŗrŞSşsŢTţtȨEȩeḐDḑdḨHḩh",
        ['\u0328'] = "ĄAąaĘEęeĮIįiŲUųuǪOǫo",
        ['\u032D'] = "ḒDḓdḘEḙeḼLḽlṊNṋnṰTṱtṶUṷu",
        ['\u032E'] = "ḪHḫh",
        ['\u0330'] = "ḚEḛeḬIḭiṴUṵu",
        ['\u0331'] = "ḆBḇbḎDḏdḴKḵkḺLḻlṈNṉnṞRṟrṮTṯtẔZẕzẖh",
        ['\u0342'] = "ἆἀἇἁἎἈἏἉἦἠἧἡἮἨἯἩἶἰἷἱἾἸἿἹὖὐὗὑὟὙὦὠὧὡὮὨὯὩᾶαῆηῖιῗϊῦυῧϋῶω",
        ['\u0345'] = "ᾀἀᾁἁᾂἂᾃἃᾄἄᾅἅᾆἆᾇἇᾈἈᾉἉᾊἊᾋἋᾌἌᾍἍᾎἎᾏἏᾐἠᾑἡᾒἢᾓἣᾔἤᾕἥᾖἦᾗἧᾘἨᾙἩᾚἪᾛἫᾜἬᾝἭᾞἮᾟἯᾠὠᾡὡᾢὢᾣὣᾤὤᾥὥᾦὦᾧὧᾨὨᾩὩᾪὪᾫὫᾬὬᾭὭᾮὮᾯὯᾲὰᾳα"
            + "ᾴάᾷᾶᾼΑῂὴῃηῄήῇῆῌΗῲὼῳωῴώῷῶῼΩ",
        ['\u0653'] = "\u0622\u0627",
        ['\u0654'] = "\u0623\u0627\u0624\u0648\u0626\u064A\u06C0\u06D5\u06C2\u06C1\u06D3\u06D2",
        ['\u0655'] = "\u0625\u0627",
        ['\u3099'] = "がかぎきぐくげけごこざさじしずすぜせぞそだたぢちづつでてどとばはびひぶふべへぼほゔうゞゝガカギキグクゲケゴコザサジシズスゼセゾソダタヂチヅツデテドトバハビヒブフベヘボホヴウヷワヸヰヹヱヺヲヾヽ",
        ['\u309A'] = "ぱはぴひぷふぺへぽほパハピヒプフペヘポホ",
    };

    // Letters that are equal to another single letter or to several, in canonical or compatibility form.
    private const string SameLetters =
        "\u1F71\u03AC\u1F73\u03AD\u1F75\u03AE\u1F77\u03AF\u1F79\u03CC\u1F7B\u03CD\u1F7D\u03CE\u1FBB\u0386\u1FBE\u03B9\u1FC9\u0388"
        + "\u1FCB\u0389\u1FD3\u0390\u1FDB\u038A\u1FE3\u03B0\u1FEB\u038E\u1FF9\u038C\u1FFB\u038F\u2126\u03A9\u212A\u004B\u212B\u00C5";

    private static readonly Dictionary<char, string> Decompositions = CreateDecompositions();

    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length; at++)
        {
            if (SafeText.IsInvisible(name, at))
            {
                at += TextShape.IsPair(name, at) ? 1 : 0;
            }
            else if (!char.IsWhiteSpace(name[at]))
            {
                Append(folded, name[at]);
            }
        }

        // Upper case first: the two small sigmas have the same capital.
        return folded.ToString().ToUpperInvariant().ToLowerInvariant();
    }

    /// <summary>Returns the same text for the composed and the decomposed form of letters.</summary>
    public static string Decompose(string text)
    {
        var decomposed = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            Append(decomposed, character);
        }

        return decomposed.ToString();
    }

    private static void Append(StringBuilder folded, char character)
    {
        if (Decompositions.TryGetValue(character, out var decomposition))
        {
            foreach (var part in decomposition)
            {
                Append(folded, part);
            }
        }
        else if (character is >= FirstFullwidth and <= LastFullwidth)
        {
            folded.Append((char)(character - FullwidthOffset));
        }
        else if (character is >= '\uAC00' and <= '\uD7A3')
        {
            AppendHangul(folded, character - '\uAC00');
        }
        else
        {
            folded.Append(character);
        }
    }

    // The Unicode Standard, section 3.12: 21 vowels, and 27 final consonants or none.
    private static void AppendHangul(StringBuilder folded, int syllable)
    {
        const int Vowels = 21;
        const int Finals = 28;
        folded.Append((char)('\u1100' + (syllable / (Vowels * Finals)))).Append((char)('\u1161' + (syllable / Finals % Vowels)));
        if (syllable % Finals > 0)
        {
            folded.Append((char)('\u11A7' + (syllable % Finals)));
        }
    }

    private static Dictionary<char, string> CreateDecompositions()
    {
        var decompositions = new Dictionary<char, string> { ['\uFB00'] = "ff", ['\uFB01'] = "fi", ['\uFB02'] = "fl", ['\uFB03'] = "ffi", ['\uFB04'] = "ffl" };
        foreach (var pair in SameLetters.Chunk(2))
        {
            decompositions.Add(pair[0], pair[1].ToString());
        }

        foreach (var (mark, letters) in LettersByMark)
        {
            foreach (var pair in letters.Chunk(2))
            {
                decompositions.Add(pair[0], $"{pair[1]}{mark}");
            }
        }

        return decompositions;
    }
}
