using System.Collections.Frozen;

namespace Chancery.Text.Facts.Reading;

[Flags]
internal enum Role
{
    None = 0,
    Weak = 1,

    /// <summary>Also an everyday word (may, march, sat, won): read only where its surroundings ask for it.</summary>
    Cautious = 2,
    Article = 4,
    And = 8,
    To = 16,
    From = 32,
    Of = 64,
    Am = 128,
    Pm = 256,
    OClock = 512,
    YearWord = 1024,
    Half = 2048,
    Filler = 4096,
    Between = 8192,
    In = 16384,
    OutOf = 32768,
    Tens = 65536,
    DateWord = 131072,
    NotDate = 262144,
    Minus = 524288,
    Or = 1048576,

    /// <summary>A word that begins sentences and is no name.</summary>
    Common = 2097152,

    /// <summary>A word for what Roman numerals number: part, chapter, war.</summary>
    Numbered = 4194304,

    /// <summary>Evening or the hours after midnight: ten at night, two at night.</summary>
    Night = 8388608,

    /// <summary>Makes a decade of the figure behind it: années 1990, años 90.</summary>
    DecadeWord = 16777216,

    /// <summary>A denominator that comes first: üçte iki.</summary>
    PartFirst = 33554432,
}

/// <summary>All that one word or phrase may mean to the readers. "second" is an ordinal and a unit of time.</summary>
internal sealed class Term
{
    public decimal? Number;
    public decimal? Scale;
    public decimal? Collective;
    public int Ordinal;
    public int Denominator;
    public int Multiple;
    public int Month;
    public int Weekday = -1;
    public int Minute = -1;

    /// <summary>Another sense of the same form: 분 is a person behind a native numeral, a minute behind figures.</summary>
    public Unit? NativeUnit;

    /// <summary>Seconds that a set phrase stands for (around the clock).</summary>
    public decimal? Period;

    /// <summary>The power of ten that dozens, hundreds, thousands hint at.</summary>
    public decimal? Vague;

    /// <summary>Months between two times of something that comes again (half-yearly).</summary>
    public int Cycle;

    /// <summary>First year of a decade told in words (the nineties).</summary>
    public int Decade;
    public Unit? Unit;
    public Unit? Currency;
    public Approximation Before;
    public Approximation After;
    public Role Role;

    public bool Is(Role role) => (Role & role) != Role.None;
}

/// <summary>
/// The words of a language. A table is text: <c>[section]</c>, then lines of a value and its forms, separated by <c>|</c>.
/// A form may have several words; <c>~</c> before it makes it weak, <c>?</c> cautious, <c>*</c> behind it stands for any
/// ending. <c>#</c> begins a comment line. docs/rules/parity.md lists the sections.
/// </summary>
internal sealed class Table
{
    private readonly FrozenDictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly FrozenDictionary<string, Term>.AlternateLookup<ReadOnlySpan<char>> _stems;
    private readonly bool _hasStems;
    private readonly int _longestWord;

    private sealed class Entry
    {
        public Term? Term;
        public List<(string Phrase, Term Term)>? Longer;
    }

    public Table(string text)
    {
        var words = new Dictionary<string, Entry>(StringComparer.OrdinalIgnoreCase);
        var stems = new Dictionary<string, Term>(StringComparer.OrdinalIgnoreCase);
        var phrases = Parse(text, stems);
        foreach (var (form, term) in phrases)
        {
            var first = WordEnd(form, 0);
            var key = form[..Math.Max(first, 1)];
            if (!words.TryGetValue(key, out var entry)) words[key] = entry = new();
            if (key.Length == form.Length) entry.Term = term;
            else (entry.Longer ??= []).Add((form, term));
            _longestWord = Math.Max(_longestWord, key.Length);
        }
        foreach (var entry in words.Values) entry.Longer?.Sort((a, b) => b.Phrase.Length.CompareTo(a.Phrase.Length));
        foreach (var stem in stems.Keys) _longestWord = Math.Max(_longestWord, stem.Length + 12);
        _words = words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _stems = stems.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _hasStems = stems.Count > 0;
    }

    /// <summary>The forms of a table and what they mean; those with any ending go into <paramref name="stems"/>.</summary>
    public static Dictionary<string, Term> Parse(string text, Dictionary<string, Term> stems)
    {
        var phrases = new Dictionary<string, Term>(StringComparer.OrdinalIgnoreCase);
        var section = "";
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[') { section = line[1..^1]; continue; }
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (id, forms) = space < 0 ? (line, line) : (line[..space], line[(space + 1)..]);
            foreach (var written in forms.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var form = written;
                var role = Role.None;
                for (; form[0] is '~' or '?'; form = form[1..]) role |= form[0] == '~' ? Role.Weak : Role.Cautious;
                form = form.Replace('\'', '’');
                Term term;
                if (form.EndsWith('*'))
                {
                    if (!stems.TryGetValue(form[..^1], out term!)) stems[form[..^1]] = term = new();
                }
                else
                {
                    if (!phrases.TryGetValue(form, out term!)) phrases[form] = term = new();
                }
                term.Role |= role;
                Set(term, section, id);
            }
        }
        return phrases;
    }

    private static void Set(Term term, string section, string id)
    {
        switch (section)
        {
            case "number": term.Number = Decimal(id); break;
            case "tens": term.Number = Decimal(id); term.Role |= Role.Tens; break;
            case "scale": term.Scale = Decimal(id); break;
            case "collective": term.Collective = Decimal(id); break;
            case "ordinal": term.Ordinal = (int)Decimal(id); break;
            case "fraction": term.Denominator = (int)Decimal(id); break;
            case "multiple": term.Multiple = (int)Decimal(id); break;
            case "month": term.Month = (int)Decimal(id); break;
            case "weekday": term.Weekday = (int)Decimal(id); break;
            case "period": term.Period = Decimal(id); break;
            case "vague": term.Vague = Decimal(id); break;
            case "cycle": term.Cycle = (int)Decimal(id); break;
            case "decade": term.Decade = (int)Decimal(id); break;
            case "part": term.Denominator = (int)Decimal(id); term.Role |= Role.PartFirst; break;
            case "clock": term.Minute = (int)Decimal(id); break;
            case "unit": term.Unit = Units.GetOrCount(id); break;
            case "native": term.NativeUnit = Units.GetOrCount(id); break;
            case "currency": term.Currency = Units.Get(id); break;
            case "before": term.Before = Enum.Parse<Approximation>(id); break;
            case "after": term.After = Enum.Parse<Approximation>(id); break;
            case "role": term.Role |= Enum.Parse<Role>(id); break;
            default: throw new InvalidOperationException($"No section {section}.");
        }
    }

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The end of the word at <paramref name="at"/>: letters, with an apostrophe inside.</summary>
    public static int WordEnd(ReadOnlySpan<char> s, int at)
    {
        var end = at;
        while (end < s.Length && (char.IsLetter(s[end]) || s[end] == '’' && end > at && end + 1 < s.Length && char.IsLetter(s[end + 1]))) end++;
        return end;
    }

    /// <summary>The longest word or phrase of the table at this place that ends at a word's end.</summary>
    public Term? Match(Scan scan, int at, out int end)
    {
        var s = scan.S.AsSpan(0, scan.N);
        end = at;
        if (at >= s.Length) return null;
        var stop = WordEnd(s, at);
        if (stop == at || stop - at > _longestWord + 2)
            if (stop - at > _longestWord + 2 || char.IsLetterOrDigit(s[at])) return null;
        var word = s[at..Math.Max(stop, at + 1)];
        if (_words.TryGetValue(word, out var entry) || TryBare(word, out entry, ref stop))
        {
            if (entry.Longer is { } longer)
            {
                foreach (var (phrase, term) in longer)
                {
                    if (!Follows(s, at, phrase)) continue;
                    end = at + phrase.Length;
                    return term;
                }
            }
            if (entry.Term is not null)
            {
                end = Math.Max(stop, at + 1);
                return entry.Term;
            }
        }
        if (_hasStems)
        {
            for (var length = word.Length; length >= 2; length--)
            {
                if (!_stems.TryGetValue(word[..length], out var term)) continue;
                end = stop;
                return term;
            }
        }
        return null;
    }

    // week’s, years’: the word without its ending.
    private bool TryBare(ReadOnlySpan<char> word, out Entry entry, ref int stop)
    {
        entry = null!;
        var mark = word.IndexOf('’');
        if (mark <= 0 || !_words.TryGetValue(word[..mark], out entry!)) return false;
        return true;
    }

    private static bool Follows(ReadOnlySpan<char> s, int at, string phrase)
    {
        if (at + phrase.Length > s.Length) return false;
        for (var i = 0; i < phrase.Length; i++)
        {
            var (a, b) = (s[at + i], phrase[i]);
            if (a == b || b == ' ' && a is '\u00A0' or '-') continue;
            if (char.ToUpperInvariant(a) != char.ToUpperInvariant(b)) return false;
        }
        return at + phrase.Length == s.Length || !char.IsLetterOrDigit(phrase[^1]) || !char.IsLetterOrDigit(s[at + phrase.Length]);
    }
}
