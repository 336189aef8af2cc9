using System.Globalization;
using System.Text;

namespace Chancery.Text.Names;

/// <summary>
/// The sounds of a word, written in one alphabet for every script, so that Teymurov, 테이무로프, Теймуров and テイムロフ can
/// be laid side by side. Consonants keep a coarse class (b, p, f and v are one) and a finer shade; vowels are a tie-break.
/// </summary>
/// <remarks>
/// Consonants: p b f v · t d th(T) · k g x · s z S(sh) c(ch) j · r l · m n h. Glides: y w. Vowels: a e i o u, E (어), U (으).
/// </remarks>
public static class Sounds
{
    // In the order of the Unicode block: 19 leads, 21 vowels, 28 tails.
    private static readonly string[] Leads = ["g", "g", "n", "d", "d", "l", "m", "b", "b", "s", "s", "", "j", "j", "c", "k", "t", "p", "h"];
    private static readonly string[] Vowels =
        ["a", "e", "ya", "ye", "E", "e", "yE", "ye", "o", "wa", "we", "we", "yo", "u", "wE", "we", "wi", "yu", "U", "i", "i"];
    private static readonly string[] Tails =
        ["", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "n", "t", "t", "k", "t", "p", "t"];

    private const string Kana = "アaイiウuエeオoカkaキkiクkuケkeコkoサsaシSiスsUセseソsoタtaチciツcUテteトtoナnaニniヌnuネneノno"
        + "ハhaヒhiフfuヘheホhoマmaミmiムmuメmeモmoヤyaユyuヨyoラlaリliルluレleロloワwaヲoガgaギgiグguゲgeゴgoザzaジjiズzUゼzeゾzo"
        + "ダdaヂjiヅzUデdeドdoバbaビbiブbuベbeボboパpaピpiプpuペpeポpoヴvuンn";

    private static readonly Dictionary<char, string> KanaSounds = ReadKana();

    private static readonly Dictionary<char, string> Cyrillic = new()
    {
        ['а'] = "a", ['б'] = "b", ['в'] = "v", ['г'] = "g", ['д'] = "d", ['е'] = "ye", ['ё'] = "yo", ['ж'] = "j", ['з'] = "z", ['и'] = "i",
        ['й'] = "y", ['к'] = "k", ['л'] = "l", ['м'] = "m", ['н'] = "n", ['о'] = "o", ['п'] = "p", ['р'] = "r", ['с'] = "s", ['т'] = "t",
        ['у'] = "u", ['ф'] = "f", ['х'] = "x", ['ц'] = "c", ['ч'] = "c", ['ш'] = "S", ['щ'] = "S", ['ъ'] = "", ['ы'] = "i", ['ь'] = "",
        ['э'] = "e", ['ю'] = "yu", ['я'] = "ya", ['і'] = "i", ['ї'] = "yi", ['є'] = "ye", ['ґ'] = "g",
    };

    public static bool IsHangul(char c) => c is >= '\uAC00' and <= '\uD7A3';
    public static bool IsKatakana(char c) => c is >= '\u30A1' and <= '\u30FC';
    public static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u04FF';
    public static bool IsLatin(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '\u00C0' and <= '\u024F') and not '\u00D7' and not '\u00F7';

    /// <summary>The sounds of <paramref name="word"/>; characters of other scripts are passed over.</summary>
    public static string Of(ReadOnlySpan<char> word)
    {
        var output = new StringBuilder(word.Length * 2);
        for (var i = 0; i < word.Length;)
        {
            var c = word[i];
            if (IsHangul(c)) i = Hangul(word, i, output);
            else if (IsKatakana(c)) i = Katakana(word, i, output);
            else if (IsCyrillic(c))
            {
                if (Cyrillic.TryGetValue(char.ToLowerInvariant(c), out var sound))
                {
                    // The y of е, ю, я is heard only at the beginning and after vowels.
                    var quiet = sound.Length == 2 && i > 0 && output.Length > 0 && !IsVowel(output[^1]);
                    output.Append(quiet ? sound[1..] : sound);
                    // -ов and -ев are written with ㅍ and f elsewhere.
                    if (c is 'в' && i == word.Length - 1) output[^1] = 'f';
                }
                i++;
            }
            else if (IsLatin(c)) i = Latin(word, i, output);
            else i++;
        }
        return Squeeze(output);
    }

    /// <summary>The consonant classes only, for looking names up: Teymurov and 테이무로프 are both <c>tmrp</c>.</summary>
    public static string Skeleton(ReadOnlySpan<char> word)
    {
        var sounds = Of(word);
        var output = new StringBuilder(sounds.Length);
        for (var i = 0; i < sounds.Length; i++)
        {
            var of = Class(sounds[i]);
            if (of == '\0') continue;
            // An r that only colours a vowel is written in English and not in Hangul or kana.
            if (sounds[i] == 'r' && i > 0 && IsVowel(sounds[i - 1]) && (i + 1 == sounds.Length || !IsVowel(sounds[i + 1]) && sounds[i + 1] is not ('y' or 'w'))) continue;
            if (output.Length == 0 || output[^1] != of || i > 0 && IsVowel(sounds[i - 1])) output.Append(of);
        }
        return output.ToString();
    }

    /// <summary>The class of a consonant; none for vowels, glides and h.</summary>
    internal static char Class(char sound) => sound switch
    {
        'p' or 'b' or 'f' or 'v' => 'p',
        't' or 'd' or 'T' => 't',
        'k' or 'g' or 'x' => 'k',
        's' or 'z' or 'S' or 'c' or 'j' => 's',
        'r' or 'l' => 'r',
        'm' => 'm',
        'n' => 'n',
        _ => '\0',
    };

    internal static bool IsVowel(char sound) => sound is 'a' or 'e' or 'i' or 'o' or 'u' or 'E' or 'U';

    private static int Hangul(ReadOnlySpan<char> word, int i, StringBuilder output)
    {
        var syllable = word[i] - '\uAC00';
        var tail = syllable % 28;
        output.Append(Leads[syllable / 588]).Append(Vowels[syllable / 28 % 21]);
        if (tail == 0) return i + 1;
        var sound = Tails[tail];
        // ㄹㄹ is one l; a tail before a silent lead sounds as itself.
        if (sound == "l" && i + 1 < word.Length && IsHangul(word[i + 1]) && (word[i + 1] - '\uAC00') / 588 == 5) return i + 1;
        output.Append(sound);
        return i + 1;
    }

    private static int Katakana(ReadOnlySpan<char> word, int i, StringBuilder output)
    {
        var c = word[i];
        if (c is 'ー' or '・' or 'ッ') return i + 1;
        if (Small(c) is var small and not '\0')
        {
            // シャ = Sa, ファ = fa, ティ = ti: the small vowel takes the place of the big one.
            if (output.Length > 0 && IsVowel(output[^1])) output.Length--;
            if (c is 'ャ' or 'ュ' or 'ョ' && output.Length > 0 && output[^1] is not ('S' or 'c' or 'j')) output.Append('y');
            output.Append(small);
            return i + 1;
        }
        if (KanaSounds.TryGetValue(c, out var sound)) output.Append(sound);
        return i + 1;
    }

    private static char Small(char c) => c switch
    {
        'ァ' or 'ャ' => 'a',
        'ィ' => 'i',
        'ゥ' or 'ュ' => 'u',
        'ェ' => 'e',
        'ォ' or 'ョ' => 'o',
        _ => '\0',
    };

    private static int Latin(ReadOnlySpan<char> word, int i, StringBuilder output)
    {
        var c = Plain(word[i]);
        var next = i + 1 < word.Length ? Plain(word[i + 1]) : '\0';
        var first = i == 0 || !IsLatin(word[i - 1]);
        switch (c)
        {
            case 's' when next == 'c' && i + 2 < word.Length && Plain(word[i + 2]) == 'h': return Put("S", 3);
            case 's' when next == 'h': return Put("S", 2);
            case 'z' when next == 'h': return Put("j", 2);
            case 'g' when next == 'n' && i + 2 >= word.Length: return Put("", 1);
            case 'k' when next == 'h': return Put("x", 2);
            case 'g' when next == 'h': return Put(first ? "g" : "", 2);
            case 'p' when next == 'h': return Put("f", 2);
            case 't' when next == 'h': return Put("T", 2);
            case 'c' when next == 'h': return Put("c", 2);
            case 't' when next == 'c' && i + 2 < word.Length && Plain(word[i + 2]) == 'h': return Put("c", 3);
            case 'd' when next == 't' && i + 2 >= word.Length: return Put("t", 2);
            case 't' when next is 's' or 'z': return Put("c", 2);
            case 'd' when next is 'j' or 'z': return Put("j", 2);
            case 'c' when next == 'k': return Put("k", 2);
            case 'n' when next == 'g' && (i + 2 >= word.Length || !IsVowelLetter(Plain(word[i + 2]))): return Put("n", 2);
            case 'q': return Put(next == 'u' ? "kw" : "g", next == 'u' ? 2 : 1);
            case 'w' when first && next == 'r': return Put("", 1);
            case 'o' when next is 'o': return Put("u", 2);
            case 'e' when next is 'e': return Put("i", 2);
            case 'o' when next == 'u': return Put("u", 2);
            case 'e' when next == 'o': return Put("E", 2);
            case 'e' when next == 'u': return Put("U", 2);
            case 'a' when next == 'e': return Put("e", 2);
            case 'a' when next is 'y' or 'i': return Put("ei", 2);
            case 'e' when next == 'y': return Put("ei", 2);
            case 'c': return Put(next is 'e' or 'i' or 'y' ? "s" : "k", 1);
            case 'x': return Put(first ? "h" : "ks", 1);
            case 'y': return Put(first || IsVowelLetter(next) ? "y" : "i", 1);
            case 'v' when i + 1 >= word.Length: return Put("f", 1);
            case 'e' when i + 1 >= word.Length && word.Length > 3 && output.Length > 1 && !IsVowel(output[^1]): return Put("", 1);
            case 'ç': return Put("c", 1);
            case 'ş' or 'š': return Put("S", 1);
            case 'ž': return Put("j", 1);
            case 'č': return Put("c", 1);
            case 'ğ': return Put(IsVowelLetter(next) ? "g" : "", 1);
            case 'ñ': return Put("ny", 1);
            case 'ß': return Put("s", 1);
            default: return Put(c is >= 'a' and <= 'z' ? c.ToString() : "", 1);
        }

        int Put(string sounds, int length)
        {
            output.Append(sounds);
            return i + length;
        }
    }

    private static bool IsVowelLetter(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static char Plain(char c)
    {
        if (c < '\u0080') return char.ToLowerInvariant(c);
        switch (char.ToLowerInvariant(c))
        {
            case 'ə': return 'a';
            case 'ı' or 'İ': return 'i';
            case 'ø': return 'o';
            case 'ł': return 'l';
            case 'đ': return 'd';
            case 'æ': return 'e';
            case 'œ': return 'e';
            case 'ß' or 'ç' or 'ş' or 'š' or 'ž' or 'č' or 'ğ' or 'ñ': return char.ToLowerInvariant(c);
        }
        if (c == 'İ') return 'i';
        var taken = c.ToString().Normalize(NormalizationForm.FormD);
        return CharUnicodeInfo.GetUnicodeCategory(taken[0]) is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter
            ? char.ToLowerInvariant(taken[0]) : c;
    }

    private static string Squeeze(StringBuilder sounds)
    {
        var output = new StringBuilder(sounds.Length);
        foreach (var c in sounds.ToString())
            if (output.Length == 0 || output[^1] != c) output.Append(c);
        return output.ToString();
    }

    private static Dictionary<char, string> ReadKana()
    {
        var sounds = new Dictionary<char, string>();
        for (var i = 0; i < Kana.Length;)
        {
            var kana = Kana[i++];
            var from = i;
            while (i < Kana.Length && Kana[i] < '\u3000') i++;
            sounds[kana] = Kana[from..i];
        }
        return sounds;
    }
}
