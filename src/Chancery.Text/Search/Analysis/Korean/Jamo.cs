using System.Text;

namespace Chancery.Text.Search;

/// <summary>Syllables of Hangul and their letters.</summary>
internal static class Jamo
{
    /// <summary>Compatibility jamo of the 19 leads, 21 vowels and 28 tails (the first tail is none), in the order of Unicode.</summary>
    public const string Leads = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    public const string Vowels = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
    public const string Tails = "\0ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

    public const int None = 0, N = 4, L = 8, M = 16, B = 17, Ss = 20;

    public static bool IsSyllable(char c) => c is >= '\uAC00' and <= '\uD7A3';
    public static bool IsVowel(char jamo) => jamo is >= 'ㅏ' and <= 'ㅣ';
    public static bool IsConsonant(char jamo) => jamo is >= 'ㄱ' and <= 'ㅎ';

    public static int Lead(char syllable) => (syllable - '\uAC00') / 588;
    public static int Vowel(char syllable) => (syllable - '\uAC00') / 28 % 21;
    public static int Tail(char syllable) => (syllable - '\uAC00') % 28;
    public static char Syllable(int lead, int vowel, int tail) => (char)('\uAC00' + (lead * 21 + vowel) * 28 + tail);
    public static char WithTail(char syllable, int tail) => (char)(syllable - Tail(syllable) + tail);
    public static char WithVowel(char syllable, int vowel, int tail) => Syllable(Lead(syllable), vowel, tail);

    /// <summary>The single jamo of a half-width one; others as they are.</summary>
    public static char Compatible(char c)
    {
        if (c < '\uFFA1') return c;
        if (c <= '\uFFBE') return (char)('ㄱ' + (c - '\uFFA1'));
        var place = c - '\uFFC2';
        return (char)('ㅏ' + Math.Clamp(place / 8 * 6 + place % 8, 0, 20));
    }

    /// <summary>Hangul in single jamo in the order in which they are typed, compound vowels and tails taken apart; other letters as they are.</summary>
    public static void Apart(ReadOnlySpan<char> text, StringBuilder output)
    {
        foreach (var c in text)
        {
            if (IsSyllable(c))
            {
                output.Append(Leads[Lead(c)]);
                Typed(Vowels[Vowel(c)], output);
                if (Tail(c) != 0) Typed(Tails[Tail(c)], output);
            }
            else Typed(c, output);
        }
    }

    public static string Apart(ReadOnlySpan<char> text)
    {
        var output = new StringBuilder(text.Length * 3);
        Apart(text, output);
        return output.ToString();
    }

    /// <summary>Single jamo put together as a keyboard would: ㅎㅏㄱㄱㅛ is 학교. What fits nowhere stays as it is.</summary>
    public static string Together(ReadOnlySpan<char> jamo)
    {
        var apart = Apart(jamo);
        var output = new StringBuilder(apart.Length);
        for (var i = 0; i < apart.Length;)
        {
            var lead = Leads.IndexOf(apart[i], StringComparison.Ordinal);
            if (lead < 0 || i + 1 == apart.Length || !IsVowel(apart[i + 1]))
            {
                output.Append(apart[i++]);
                continue;
            }
            var vowel = Vowels.IndexOf(apart[++i], StringComparison.Ordinal);
            if (i + 1 < apart.Length && Join(apart[i], apart[i + 1]) is not '\0' and var joined && Vowels.IndexOf(joined, StringComparison.Ordinal) is >= 0 and var compound)
            {
                vowel = compound;
                i++;
            }
            i++;
            var tail = 0;
            if (i < apart.Length && IsTail(i))
            {
                tail = Tails.IndexOf(apart[i], StringComparison.Ordinal);
                if (i + 1 < apart.Length && IsTail(i + 1) && Join(apart[i], apart[i + 1]) is not '\0' and var double_ && Tails.IndexOf(double_, StringComparison.Ordinal) is > 0 and var pair)
                {
                    tail = pair;
                    i++;
                }
                i++;
            }
            output.Append(Syllable(lead, vowel, tail));
        }
        return output.ToString();

        // A consonant before a vowel begins the next syllable.
        bool IsTail(int at) => Tails.IndexOf(apart[at], StringComparison.Ordinal) > 0 && (at + 1 == apart.Length || !IsVowel(apart[at + 1]));
    }

    private static void Typed(char jamo, StringBuilder output)
    {
        var parts = jamo switch
        {
            'ㅘ' => "ㅗㅏ",
            'ㅙ' => "ㅗㅐ",
            'ㅚ' => "ㅗㅣ",
            'ㅝ' => "ㅜㅓ",
            'ㅞ' => "ㅜㅔ",
            'ㅟ' => "ㅜㅣ",
            'ㅢ' => "ㅡㅣ",
            'ㄳ' => "ㄱㅅ",
            'ㄵ' => "ㄴㅈ",
            'ㄶ' => "ㄴㅎ",
            'ㄺ' => "ㄹㄱ",
            'ㄻ' => "ㄹㅁ",
            'ㄼ' => "ㄹㅂ",
            'ㄽ' => "ㄹㅅ",
            'ㄾ' => "ㄹㅌ",
            'ㄿ' => "ㄹㅍ",
            'ㅀ' => "ㄹㅎ",
            'ㅄ' => "ㅂㅅ",
            _ => "",
        };
        if (parts.Length == 0) output.Append(jamo);
        else output.Append(parts);
    }

    private static char Join(char first, char second) => (first, second) switch
    {
        ('ㅗ', 'ㅏ') => 'ㅘ',
        ('ㅗ', 'ㅐ') => 'ㅙ',
        ('ㅗ', 'ㅣ') => 'ㅚ',
        ('ㅜ', 'ㅓ') => 'ㅝ',
        ('ㅜ', 'ㅔ') => 'ㅞ',
        ('ㅜ', 'ㅣ') => 'ㅟ',
        ('ㅡ', 'ㅣ') => 'ㅢ',
        ('ㄱ', 'ㅅ') => 'ㄳ',
        ('ㄴ', 'ㅈ') => 'ㄵ',
        ('ㄴ', 'ㅎ') => 'ㄶ',
        ('ㄹ', 'ㄱ') => 'ㄺ',
        ('ㄹ', 'ㅁ') => 'ㄻ',
        ('ㄹ', 'ㅂ') => 'ㄼ',
        ('ㄹ', 'ㅅ') => 'ㄽ',
        ('ㄹ', 'ㅌ') => 'ㄾ',
        ('ㄹ', 'ㅍ') => 'ㄿ',
        ('ㄹ', 'ㅎ') => 'ㅀ',
        ('ㅂ', 'ㅅ') => 'ㅄ',
        _ => '\0',
    };
}
