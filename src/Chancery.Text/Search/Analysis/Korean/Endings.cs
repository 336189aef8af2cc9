namespace Chancery.Text.Search;

/// <summary>How far an ending of a verb can be trusted to be one.</summary>
internal enum Trust : byte { None, Weak, Likely, Sure }

/// <summary>A verb's form cut: the stem in syllables (흘렸다: 흘리) and how sure it is.</summary>
internal readonly record struct VerbForm(string Stem, Trust Trust, char Ending);

/// <summary>Endings of verbs (eomi), and what they did to the syllable before. The table is endings.txt.</summary>
internal static class Endings
{
    // ㅏ 0 ㅐ 1 ㅓ 4 ㅕ 6 ㅗ 8 ㅘ 9 ㅙ 10 ㅚ 11 ㅜ 13 ㅝ 14 ㅡ 18 ㅣ 20
    private const int A = 0, Ae = 1, Eo = 4, Yeo = 6, O = 8, Wa = 9, Wae = 10, Oe = 11, U = 13, Weo = 14, I = 20;
    private const int LeadR = 5, LeadH = 18;

    private static readonly Dictionary<string, Trust> Forms = Read();
    private static readonly Dictionary<string, Trust>.AlternateLookup<ReadOnlySpan<char>> Lookup = Forms.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int Longest = Forms.Keys.Max(form => form.Length);

    /// <summary>The readings of <paramref name="word"/> as a verb, longest ending first.</summary>
    public static void Read(ReadOnlySpan<char> word, List<VerbForm> forms)
    {
        Span<char> base_ = stackalloc char[word.Length];
        for (var cut = Math.Max(1, word.Length - Longest); cut <= word.Length; cut++)
        {
            var rest = word[cut..];
            var before = word[cut - 1];
            if (rest.Length > 0 && Of(rest) is not Trust.None and var plain)
            {
                word[..cut].CopyTo(base_);
                Add(base_[..cut], plain, rest[0], forms);
            }
            var tail = Jamo.Tail(before);
            if (tail is Jamo.N or Jamo.L or Jamo.M or Jamo.B && Fused(tail, rest) is not Trust.None and var fused)
            {
                word[..cut].CopyTo(base_);
                base_[cut - 1] = Jamo.WithTail(before, 0);
                Add(base_[..cut], fused, (char)tail, forms);
            }
            // 내려서, 와도, 배워야: the ending has run together with the stem.
            if (tail == 0 && rest is "서" or "도" or "야" or "요" or "서는" or "서도" or "야만" or "라" or "" && Jamo.Vowel(before) is Yeo or Wa or Weo or Wae)
            {
                word[..cut].CopyTo(base_);
                base_[cut - 1] = Uncontract(before);
                forms.Add(new(base_[..cut].ToString(), Trust.Weak, '어'));
            }
        }
    }

    /// <summary>Where <paramref name="word"/> is a noun with 하다, 되다, 시키다 or 받다 in one of its forms: the length of the noun; 0 when not.</summary>
    public static int LightVerb(ReadOnlySpan<char> word)
    {
        for (var i = word.Length - 1; i >= 2; i--)
        {
            var rest = word[(i + 1)..];
            switch (word[i])
            {
                case '하' or '되':
                    if (Inflected(rest)) return i;
                    break;
                case '한' or '할' or '함' or '합' or '된' or '될' or '됨' or '됩':
                    if (Fused(Jamo.Tail(word[i]), rest) != Trust.None || word[i] is '함' or '됨' && Particles.Is(rest, word[i])) return i;
                    break;
                case '해' or '돼':
                    if (rest.Length == 0 || rest is "서" or "도" or "야" or "요" or "라" or "서는" or "서도" or "야만" or "야할" or "야하는" or "야한다" or "주세요" or "주십시오") return i;
                    break;
                case '했' or '됐':
                    if (Of(rest) != Trust.None) return i;
                    break;
                case '키' when word[i - 1] == '시' && i >= 3:
                    if (Inflected(rest)) return i - 1;
                    break;
                case '킨' or '킬' or '킴' or '킵' when word[i - 1] == '시' && i >= 3:
                    if (Fused(Jamo.Tail(word[i]), rest) != Trust.None) return i - 1;
                    break;
                case '켜' when word[i - 1] == '시' && i >= 3 && rest.Length <= 2:
                    return i - 1;
                case '켰' when word[i - 1] == '시' && i >= 3 && Of(rest) != Trust.None:
                    return i - 1;
                case '받' when rest.Length > 0 && (Of(rest) != Trust.None || rest.Length > 1 && rest[0] is '았' && Of(rest[1..]) != Trust.None):
                    return i;
                case '러' or '럽' or '런' when word[i - 1] == '스' && i >= 3 && rest is "운" or "워" or "게" or "다" or "고" or "습니다" or "":
                    return i - 1;
                case '로' when rest is "운" or "움" or "워":
                    return i;
                case '롭' when rest is "게" or "다" or "고" or "지" or "습니다":
                    return i;
            }
        }
        return 0;
    }

    private static bool Inflected(ReadOnlySpan<char> rest)
    {
        if (rest.Length == 0 || Of(rest) != Trust.None) return true;
        return rest[0] switch
        {
            '였' or '었' or '겠' or '셨' => rest.Length > 1 && Of(rest[1..]) != Trust.None,
            '여' => rest is "여" or "여서" or "여야" or "여도" or "여야만" or "여라",
            '시' => rest.Length > 1 && Of(rest[1..]) != Trust.None,
            '신' or '실' or '심' or '십' => Fused(Jamo.Tail(rest[0]), rest[1..]) != Trust.None,
            _ => false,
        };
    }

    private static Trust Of(ReadOnlySpan<char> ending) => ending.Length <= Longest && Lookup.TryGetValue(ending, out var trust) ? trust : Trust.None;

    private static Trust Fused(int tail, ReadOnlySpan<char> rest)
    {
        if (rest.Length >= Longest) return Trust.None;
        Span<char> form = stackalloc char[rest.Length + 1];
        form[0] = Jamo.Tails[tail];
        rest.CopyTo(form[1..]);
        return Of(form);
    }

    // What is left once the ending is off: 었, 겠 and 시 go, and contractions are undone.
    private static void Add(Span<char> stem, Trust trust, char ending, List<VerbForm> forms)
    {
        var sure = trust;
        while (stem.Length > 0)
        {
            var last = stem[^1];
            if (stem.Length > 1 && last is '겠')
            {
                stem = stem[..^1];
                sure = Trust.Sure;
                continue;
            }
            if (Jamo.Tail(last) == Jamo.Ss && last is not ('있' or '겠'))
            {
                sure = Trust.Sure;
                // 보였다, 높였다: 보이다, 높이다. 행사였다 and 하였다 lose 였.
                if (last == '였' && stem.Length > 1 && stem[^2] != '하' && (stem.Length == 2 || Jamo.Tail(stem[^2]) != 0)) stem[^1] = '이';
                else if (stem.Length > 1 && last is '았' or '었' or '였') stem = stem[..^1];
                else if (Jamo.Lead(last) == LeadR && Jamo.Vowel(last) is A or Eo && stem.Length > 1 && Jamo.Tail(stem[^2]) == Jamo.L)
                {
                    // 불렀다, 몰랐다: 부르, 모르.
                    stem[^2] = Jamo.WithTail(stem[^2], 0);
                    stem[^1] = '르';
                }
                else stem[^1] = Uncontract(Jamo.WithTail(last, 0));
                continue;
            }
            if (stem.Length > 2 && last is '시' && trust == Trust.Sure || stem.Length > 1 && last is '으')
            {
                stem = stem[..^1];
                continue;
            }
            break;
        }
        if (stem.Length == 0) return;
        if (stem[^1] is '있' or '없') sure = Trust.Sure;
        forms.Add(new(stem.ToString(), sure, ending));
    }

    private static char Uncontract(char open)
    {
        var vowel = Jamo.Vowel(open) switch
        {
            Yeo => I,
            Wa => O,
            Weo => U,
            Wae => Oe,
            Ae when Jamo.Lead(open) == LeadH => A,
            var other => other,
        };
        return Jamo.WithVowel(open, vowel, 0);
    }

    private static Dictionary<string, Trust> Read()
    {
        var forms = new Dictionary<string, Trust>();
        foreach (var line in Tables.Lines("Analysis/Korean/endings.txt"))
        {
            var trust = Enum.Parse<Trust>(line[0], ignoreCase: true);
            foreach (var form in line[1..]) forms.TryAdd(form, trust);
        }
        return forms;
    }
}
