namespace Chancery.Text.Facts.Reading;

/// <summary>Roman numerals, where they number something: Part III, World War II, Louis XIV, XXIe siècle, XIX–XX веках.</summary>
internal abstract partial class SpacedReader
{
    private int ReadRoman(Scan scan, int at)
    {
        var s = scan.S;
        if (at > 0 && (char.IsLetterOrDigit(s[at - 1]) || s[at - 1] is '_' or '-' or '.' or '/' or '’')) return at;
        if (!RomanOrdinal(scan, at, out var q, out var marked)) return at;
        if (s[q.End] is '-' or '–' && RomanOrdinal(scan, q.End + 1, out var upper, out var until) && upper.Value.Value > q.Value.Value)
        {
            (q.UpTo, q.End, q.Strength) = (upper.Value, upper.End, Strength.Strong);
            marked |= until;
        }
        if (!marked && !IsNumbered(scan, at, q.End - at)) return at;
        while (true)
        {
            // The other text may leave the numeral as it is.
            Roman.Read(s, at, out _, out var letters);
            scan.Add(q, q.UpTo is null ? "w:" + s.AsSpan(at, letters - at).ToString().ToLowerInvariant() : null);
            // Parts I and II, siglos XIX y XX
            var next = SkipWord(scan, q.End, Role.And);
            next = next > q.End ? scan.SkipSpace(next) : s[q.End] == ',' ? scan.SkipSpace(q.End + 1) : q.End;
            if (next == q.End || !RomanOrdinal(scan, next, out var more, out _)) return q.End;
            (at, q) = (next, more);
        }
    }

    // With what is glued to it: XXIe, XXI., XXI-й. Marked, if a century or an ordinal's ending tells that it is no word.
    private bool RomanOrdinal(Scan scan, int at, out Quantity q, out bool marked)
    {
        var s = scan.S;
        (q, marked) = (new() { Start = at }, false);
        if (!Roman.Read(s, at, out var value, out var end)) return false;
        var isLong = end - at > 1;
        var ending = OrdinalEnd(scan, end);
        if (ending == end && PointMakesOrdinal && s[end] == '.' && s[end + 1] == ' ' && char.IsLetter(s[end + 2])) ending = end + 1;
        var word = scan.SkipSpace(ending);
        // в XXI веке, au XXIe siècle, im II. Weltkrieg
        var century = word > ending && Table.Match(scan, word, out _)?.Unit?.Id == "century";
        var numbered = century || s[end] == '.' && ending > end && Table.Match(scan, word, out _)?.Is(Role.Numbered) == true;
        marked = numbered || ending > end && s[end] != '.' && (isLong || ending == end + 1 && char.IsUpper(s[word]));
        if (ending > end && (marked || s[end] == '.')) end = s[end] == '.' && !numbered ? end : ending;
        if (char.IsLetterOrDigit(s[end]) || s[end] == '_' || s[end] is '-' or '.' or '’' && char.IsLetterOrDigit(s[end + 1]) && s[end + 1] is not ('I' or 'V' or 'X' or 'Х' or 's')) return false;
        (q.Value, q.End, q.Unit, q.Strength) = (value, end, Units.Get("ordinal"), value == 1 ? Strength.Weak : Strength.Strong);
        return true;
    }

    // Behind a word for what is numbered; behind a name only two letters and more (Malcolm X, OS X).
    private bool IsNumbered(Scan scan, int at, int length)
    {
        var noun = scan.WordBehind(at, out var start);
        if (noun.Length < 2) return false;
        if (Table.Match(scan, start, out var end) is { } term && end >= start + noun.Length)
            // Table X is any table.
            return term.Is(Role.Numbered) && (length > 1 || char.IsUpper(noun[0]) && scan.S[at] is 'I' or 'V');
        if (length < 2 || noun.Length < 3 || !char.IsUpper(noun[0])) return false;
        foreach (var c in noun[1..]) if (!char.IsLower(c)) return false;
        return true;
    }
}
