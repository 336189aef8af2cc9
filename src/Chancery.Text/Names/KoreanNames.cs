using System.Collections.Frozen;

namespace Chancery.Text.Names;

/// <summary>Names of Koreans in Latin letters: surnames are written by custom (Lee 이, Park 박), given names by system or by taste.</summary>
public static class KoreanNames
{
    private const string Table =
        "김 kim gim;이 lee yi rhee li i;박 park pak bak;최 choi choe;정 jung jeong chung joung;강 kang gang;조 cho jo;윤 yoon yun youn;장 jang chang;"
        + "임 lim im rim;한 han hahn;오 oh o;서 seo suh so;신 shin sin;권 kwon gwon;황 hwang whang;안 ahn an;송 song;유 yoo yu you ryu;류 ryu yoo yu;"
        + "홍 hong;전 jeon jun chun chon;고 ko go koh;문 moon mun;양 yang;손 son sohn;배 bae pae;백 baek paik paek back;허 heo hur huh her;남 nam;심 shim sim;"
        + "노 noh roh no;하 ha;곽 kwak gwak;성 sung seong;차 cha;주 joo ju chu;우 woo wu;구 koo ku gu goo;민 min;반 ban;진 jin chin;나 na ra nah;"
        + "엄 eom um uhm;원 won weon;천 cheon chun;방 bang pang;공 kong gong;현 hyun hyeon;함 ham hahm;변 byun byeon;여 yeo yuh;추 choo chu;도 do doh;"
        + "소 so;석 seok suk;선 sun seon;설 seol sul;마 ma;길 gil kil;연 yeon youn;위 wi;표 pyo;명 myung myeong;기 ki gi;옥 ok;육 yuk;인 in;맹 maeng;제 je;"
        + "모 mo;탁 tak;국 kook kuk;어 eo;은 eun;편 pyun pyeon;용 yong;지 ji chi;채 chae;봉 bong;피 pi;감 kam gam;라 ra;금 keum geum;남궁 namgoong namgung;"
        + "황보 hwangbo;제갈 jegal;선우 sunwoo seonu;사공 sagong";

    private static readonly FrozenDictionary<string, string[]> ByHangul = Table.Split(';')
        .Select(entry => entry.Split(' '))
        .ToFrozenDictionary(words => words[0], words => words[1..], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Latin = ByHangul.Values.SelectMany(words => words).ToFrozenSet(StringComparer.Ordinal);

    public static bool IsSurname(string latin) => Latin.Contains(latin.ToLowerInvariant());

    /// <summary>Whether a Hangul word is built like a Korean's name: a surname and one or two syllables.</summary>
    public static bool LooksKorean(string hangul) =>
        hangul.Length is 3 or 4 && (ByHangul.ContainsKey(hangul[..1]) || hangul.Length == 4 && ByHangul.ContainsKey(hangul[..2]));

    /// <summary>
    /// How well a Latin name (surname first or last, hyphens as you like) fits a Hangul one, 0 to 1; 0 where the surname
    /// cannot be the same.
    /// </summary>
    public static double Likeness(string latin, string hangul)
    {
        var words = latin.ToLowerInvariant().Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || hangul.Length is < 2 or > 5) return 0;
        var best = 0.0;
        for (var length = 1; length <= 2 && length < hangul.Length; length++)
        {
            if (!ByHangul.TryGetValue(hangul[..length], out var spellings)) continue;
            var given = hangul[length..];
            if (spellings.Contains(words[0])) best = Math.Max(best, SoundLikeness.Of(string.Concat(words[1..]), given));
            if (spellings.Contains(words[^1])) best = Math.Max(best, SoundLikeness.Of(string.Concat(words[..^1]), given));
        }
        return best;
    }
}
