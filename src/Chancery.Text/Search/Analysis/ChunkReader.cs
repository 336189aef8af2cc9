using System.Buffers;
using System.Text;

namespace Chancery.Text.Search;

/// <summary>The rules of spaced words that a language goes by.</summary>
internal enum Rules : byte { English, French, Turkish, Azerbaijani, Other }

/// <summary>Makes the terms of one written word: folds it, parts it into runs of one script, and reads each by its rules.</summary>
internal sealed class ChunkReader(Lexicon lexicon, Pairs pairs)
{
    private const int PrefixLength = 6;
    private const int LongestTerm = 64;

    private static readonly string[] Elided = ["l", "d", "j", "n", "s", "c", "m", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

    private static readonly SearchValues<char> Decimal = SearchValues.Create("0123456789.");

    private readonly KoreanWords _korean = new(lexicon);
    private readonly StringBuilder _folded = new();
    private readonly StringBuilder _stem = new();
    private readonly List<int> _map = [];
    private readonly List<Part> _parts = [];
    private readonly List<(int Start, int End, Script Script)> _runs = [];
    private readonly List<(int Start, int Length)> _compound = [];
    private string _text = "";
    private char _stemLast;
    private int _length;

    public Chunk Read(ReadOnlySpan<char> raw, Rules rules)
    {
        _folded.Clear();
        _map.Clear();
        _parts.Clear();
        _runs.Clear();
        _stem.Clear();
        _stemLast = '\0';
        SearchFolding.Fold(raw, _folded, _map);
        _text = _folded.ToString();
        _length = raw.Length;
        FindRuns();
        if (_runs.Count == 0) return new([], 0, '\0', '\0', 0, 0, '\0', "");
        for (var i = 0; i < _runs.Count; i++) ReadRun(i, rules);
        Wholes();
        MakePairs(out var first, out var last);
        return new([.. _parts], _runs.Count, first < 0 ? '\0' : _text[first], last < 0 ? '\0' : _text[last],
            (ushort)(last < 0 ? 0 : _map[last]), (ushort)(first < 0 ? 0 : EndOf(first)), last < 0 ? '\0' : _stemLast, _stem.ToString());
    }

    private Script At(int i, out int length)
    {
        length = 1;
        var script = Scripts.Of(_text[i]);
        if (script != Script.Surrogate) return script;
        if (i + 1 == _text.Length || !char.IsSurrogatePair(_text[i], _text[i + 1])) return Script.None;
        length = 2;
        return Scripts.Of(_text[i], _text[i + 1]);
    }

    private void FindRuns()
    {
        for (var i = 0; i < _text.Length;)
        {
            var script = At(i, out var length);
            if (script is Script.None or Script.Joiner or Script.Mark or Script.Dropped)
            {
                i += length;
                continue;
            }
            var from = i;
            i += length;
            while (i < _text.Length)
            {
                var next = At(i, out length);
                if (next == script || next == Script.Mark) i += length;
                // Han and kana make one word of Japanese.
                else if (next is Script.Han or Script.Kana && script is Script.Han or Script.Kana) i += length;
                else if (script is Script.Latin or Script.Cyrillic or Script.Other && _text[i] == '\'' && i + 1 < _text.Length && At(i + 1, out _) == script) i++;
                // A jamo that stands alone among syllables belongs to the word: ㅋㅋ does not, 되ㅆ다 does not either.
                else break;
            }
            _runs.Add((from, i, script));
        }
    }

    private void ReadRun(int run, Rules rules)
    {
        var (start, end, script) = _runs[run];
        var word = _text[start..end];
        switch (script)
        {
            case Script.Hangul:
                Korean(word, start, run);
                break;
            case Script.Jamo:
                Add(word, TermChannel.Word, start, end, run);
                var together = Jamo.Together(word);
                // 학교 typed as ㅎㅏㄱㄱㅛ.
                if (together.Length < word.Length && together.AsSpan().IndexOfAnyExceptInRange('\uAC00', '\uD7A3') < 0)
                {
                    var stem = _korean.Stem(together);
                    Add(together, TermChannel.Word, start, end, run);
                    Add(stem, TermChannel.Word, start, end, run);
                    for (var i = 0; i + 1 < together.Length; i++) _parts.Add(MakePart(pairs.Of(together[i], together[i + 1]), TermChannel.Pair, start, end, run));
                    word = stem;
                }
                _stem.Append(word);
                break;
            case Script.Han or Script.Kana:
                Unspaced(word, start, run);
                break;
            case Script.Digit:
                Digits(word, start, run);
                break;
            case Script.Latin:
                Spaced(word, start, run, rules);
                break;
            default:
                Spaced(word, start, run, script == Script.Cyrillic && rules != Rules.Other ? Rules.English : Rules.Other, cyrillic: script == Script.Cyrillic);
                break;
        }
    }

    private void Korean(string word, int start, int run)
    {
        // Marks that no syllable takes (tone marks of old texts) are left out of what is looked at.
        if (word.AsSpan().IndexOfAnyExceptInRange('\uAC00', '\uD7A3') >= 0)
        {
            Add(word, TermChannel.Word, start, start + word.Length, run);
            _stem.Append(word);
            return;
        }
        var before = run > 0 && _runs[run - 1].End == start ? _runs[run - 1].Script : Script.None;
        // LibreOffice에서: the word ends before it, and what is left is a particle.
        if (before is Script.Latin or Script.Han or Script.Kana or Script.Cyrillic && Particles.IsAny(word))
        {
            _parts.Add(MakePart(word, TermChannel.Prefix, start, start + word.Length, run));
            return;
        }
        var stem = _korean.Stem(word, afterNumber: before == Script.Digit);
        // The word as it stands is rare with its particles and would outweigh its stem; its pairs tell enough of it.
        if (stem.Length < 2) Add(word, TermChannel.Word, start, start + word.Length, run);
        if (stem.Length > 0 && Jamo.IsSyllable(stem[^1]) && stem.Length < word.Length) _stemLast = stem[^1];
        var shorter = word.StartsWith(stem, StringComparison.Ordinal);
        Add(stem, TermChannel.Word, start, start + (shorter ? stem.Length : word.Length), run);
        if (word.Length == 1 || word.Length <= 3 && (stem.Length == 1 && shorter || Particles.Is(word.AsSpan(1), word[0])))
            Add(word[..1], TermChannel.Prefix, start, start + 1, run);
        _compound.Clear();
        _korean.Parts(shorter ? stem : word, _compound);
        foreach (var (at, length) in _compound) Add(word.Substring(at, length), TermChannel.Word, start + at, start + at + length, run);
        // 2016년, 24주년: the number and what it counts, apart and together.
        if (before == Script.Digit && _runs[run - 1] is var number && stem.Length <= 3)
            Add(_text[number.Start..number.End] + stem, TermChannel.Word, number.Start, start + Math.Min(stem.Length, word.Length), run);
        _stem.Append(stem);
    }

    private void Unspaced(string word, int start, int run)
    {
        if (word.Length <= 8) Add(word, TermChannel.Word, start, start + word.Length, run);
        for (var i = 0; i < word.Length;)
        {
            var kind = Kind(word[i]);
            var from = i;
            while (i < word.Length && Kind(word[i]) == kind) i++;
            if (kind == 'h' && i - from <= 6 || kind == 'k' && i - from >= 2) Add(word[from..i], TermChannel.Word, start + from, start + i, run);
            for (var j = from; kind == 'h' && j < i; j++)
            {
                if (char.IsSurrogate(word[j])) continue;
                _parts.Add(MakePart(word.Substring(j, 1), TermChannel.Prefix, start + j, start + j + 1, run, documentOnly: word.Length > 1));
            }
        }
        _stem.Append(word);

        static char Kind(char c) => Scripts.Of(c) is Script.Han or Script.Surrogate ? 'h' : c is >= '\u30A1' and <= '\u30FF' or >= '\u31F0' and <= '\u31FF' ? 'k' : 'r';
    }

    private void Digits(string word, int start, int run)
    {
        Add(word, TermChannel.Word, start, start + word.Length, run);
        // 05 is 5.
        if (word.Length is > 1 and <= 4 && word[0] == '0' && word.TrimStart('0') is { Length: > 0 } short_) Add(short_, TermChannel.Word, start, start + word.Length, run);
        _stem.Append(word);
    }

    private void Spaced(string word, int start, int run, Rules rules, bool cyrillic = false)
    {
        var at = 0;
        if (word.Contains('\'', StringComparison.Ordinal))
        {
            var (first, last) = (word.IndexOf('\'', StringComparison.Ordinal), word.LastIndexOf('\''));
            var whole = word.Replace("'", "", StringComparison.Ordinal);
            switch (rules)
            {
                case Rules.French when Array.IndexOf(Elided, word[..first]) >= 0:
                    at = first + 1;
                    word = word[at..];
                    break;
                // Türkiye'nin: what follows the apostrophe are endings of a name.
                case Rules.Turkish or Rules.Azerbaijani when first >= 2:
                    Add(SearchFolding.Plain(whole), TermChannel.Word, start, start + word.Length, run);
                    word = word[..first];
                    break;
                case Rules.English when last == word.Length - 2 && word[^1] == 's':
                    word = word[..last];
                    break;
                default:
                    if (first <= 2 && word.Length - first > 3)
                        Add(SearchFolding.Plain(word[(first + 1)..].Replace("'", "", StringComparison.Ordinal)), TermChannel.Word, start + first + 1, start + word.Length, run);
                    word = whole;
                    break;
            }
            word = word.Replace("'", "", StringComparison.Ordinal);
        }
        if (word.Length > LongestTerm) word = word[..(char.IsHighSurrogate(word[LongestTerm - 1]) ? LongestTerm - 1 : LongestTerm)];
        var from = start + at;
        var end = Math.Min(_runs[run].End, from + word.Length);
        var plain = SearchFolding.Plain(word);
        if (plain.Length == 0) plain = word;
        Add(plain, TermChannel.Word, from, end, run);
        Add(word, TermChannel.Word, from, end, run);
        var stem = cyrillic
            ? rules == Rules.Other ? plain : RussianStems.Of(plain)
            : rules switch
            {
                Rules.English => EnglishStems.Of(plain),
                Rules.French => SearchFolding.Plain(FrenchStems.Of(word)),
                Rules.Turkish => SearchFolding.Plain(TurkishStems.Of(word)),
                _ => plain,
            };
        Add(stem, TermChannel.Word, from, end, run);
        if ((cyrillic || rules is not (Rules.English or Rules.French)) && plain.Length >= PrefixLength)
            Add(plain[..(char.IsHighSurrogate(plain[PrefixLength - 1]) ? PrefixLength - 1 : PrefixLength)], TermChannel.Prefix, from, end, run);
        _stem.Append(stem);
    }

    // What hyphens, points and letters beside numbers hold together, in one: e-mail is email, 1,000 is 1000, mp3 is mp3.
    private void Wholes()
    {
        for (var i = 0; i < _runs.Count;)
        {
            var to = i + 1;
            while (to < _runs.Count && IsWestern(_runs[to].Script) && IsWestern(_runs[to - 1].Script) && _runs[to].Start - _runs[to - 1].End <= 1) to++;
            if (to - i is >= 2 and <= 5 && _runs[to - 1].End - _runs[i].Start <= 40)
            {
                var text = _text[_runs[i].Start.._runs[to - 1].End];
                var grouped = Grouped(text);
                var whole = SearchFolding.Plain(grouped || text.AsSpan().IndexOfAnyExcept(Decimal) >= 0
                    ? text.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal)
                        .Replace("_", "", StringComparison.Ordinal).Replace("@", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal)
                    : text);
                if (grouped && text.Contains(',', StringComparison.Ordinal)) _parts.RemoveAll(part => part.Word >= i && part.Word < to && part.Channel == TermChannel.Word && part.Term.Length <= 3);
                Add(whole, TermChannel.Word, _runs[i].Start, _runs[to - 1].End, i);
            }
            i = to;
        }

        static bool IsWestern(Script script) => script is Script.Latin or Script.Cyrillic or Script.Digit or Script.Other;
    }

    // One to three digits, then threes: 1,000 and 12.345.678.
    private static bool Grouped(string text)
    {
        var at = text.AsSpan().IndexOfAny(",.");
        if (at is < 1 or > 3 || text[0] == '0' || (text.Length - at) % 4 != 0) return false;
        for (var i = 0; i < text.Length; i++)
            if (i < at || (i - at) % 4 != 0 ? !char.IsAsciiDigit(text[i]) : text[i] != text[at]) return false;
        return true;
    }

    private void MakePairs(out int first, out int last)
    {
        (first, last) = (-1, -1);
        var (before, beforeEnd, run) = (-1, -1, 0);
        for (var i = 0; i < _text.Length;)
        {
            while (run + 1 < _runs.Count && i >= _runs[run].End) run++;
            var script = At(i, out var length);
            if (script is Script.Mark or Script.Dropped or Script.Joiner)
            {
                // A hyphen between two syllables is a space.
                if (before >= 0 && i == beforeEnd) beforeEnd = i + length;
                i += length;
                continue;
            }
            if (Scripts.IsPaired(script))
            {
                if (before >= 0 && beforeEnd == i)
                {
                    var pair = length == 1 && !char.IsSurrogate(_text[before]) ? pairs.Of(_text[before], _text[i])
                        : string.Concat(_text.AsSpan(before, char.IsHighSurrogate(_text[before]) ? 2 : 1), _text.AsSpan(i, length));
                    _parts.Add(MakePart(pair, TermChannel.Pair, before, i + length, run));
                }
                if (i == 0 && length == 1) first = 0;
                (before, beforeEnd) = (i, i + length);
                last = length == 1 ? i : -1;
            }
            else (before, last) = (-1, -1);
            i += length;
        }
        // Marks may follow the last letter, other letters may not.
        if (before < 0) last = -1;
    }

    private void Add(string term, TermChannel channel, int start, int end, int run)
    {
        if (term.Length == 0) return;
        foreach (var part in _parts)
            if (part.Word == (byte)run && part.Channel == channel && part.Term == term) return;
        _parts.Add(MakePart(term, channel, start, end, run));
    }

    private Part MakePart(string term, TermChannel channel, int start, int end, int run, bool documentOnly = false) =>
        new(term, (ushort)_map[start], (ushort)EndOf(Math.Min(end, _map.Count) - 1), (byte)run, channel, documentOnly);

    private int EndOf(int i)
    {
        var j = i + 1;
        while (j < _map.Count && _map[j] == _map[i]) j++;
        return j < _map.Count ? _map[j] : _length;
    }
}
