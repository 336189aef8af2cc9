using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts.English;

internal sealed class EnglishReader() : SpacedReader(new Table(Resource.Read("English/english.txt")))
{
    private static readonly string[] Endings = ["st", "nd", "rd", "th"];

    protected override IReadOnlyList<string> OrdinalEndings => Endings;

    protected override bool MonthFirst => true;

    protected override bool IsSingular(ReadOnlySpan<char> word) => word[^1] is not ('s' or '’') && !word.EndsWith("ies") && word[^1] != 'S';

    /// <summary>Half past three, quarter to five, three o’clock, from three to five p.m.</summary>
    protected override int ReadSpecial(Scan scan, int at, Term term, int end)
    {
        if (term.Is(Role.Half) || term.Denominator == 4)
        {
            var p = scan.SkipSpace(end);
            var past = scan.AtIgnoringCase(p, "past ");
            var to = term.Denominator == 4 && scan.AtIgnoringCase(p, "to ");
            if (!past && !to) return at;
            p += past ? 5 : 3;
            if (!Hour(scan, p, out var hour, out var stop)) return at;
            var minutes = hour * 60 + (term.Is(Role.Half) ? 30 : to ? -15 : 15);
            stop = Half(scan, stop, ref minutes, out var known);
            scan.AddTime(at, stop, minutes, otherMinutes: known ? null : minutes + 720);
            return stop;
        }
        if (term.Number is >= 1 and <= 12 && Hour(scan, at, out var single, out var after))
        {
            var minutes = single * 60;
            var stop = Half(scan, after, ref minutes, out var known);
            if (stop == after) return at;
            scan.AddTime(at, stop, minutes, otherMinutes: known ? null : minutes + 720);
            return stop;
        }
        return at;
    }

    private bool Hour(Scan scan, int at, out int hour, out int end)
    {
        if (Digits.Small(scan.S, at, 2, out hour, out end)) return hour is >= 1 and <= 12;
        if (Table.Match(scan, at, out end) is not { Number: >= 1 and <= 12 } term) return false;
        hour = (int)term.Number.Value;
        return true;
    }

    private int Half(Scan scan, int at, ref int minutes, out bool known)
    {
        known = false;
        var end = at;
        for (var i = 0; i < 2; i++)
        {
            var p = scan.SkipSpace(end);
            if (p == end || Table.Match(scan, p, out var stop) is not { } term) break;
            if (term.Is(Role.OClock)) end = stop;
            else if (term.Is(Role.Am) || term.Is(Role.Pm))
            {
                minutes = minutes % 720 + (term.Is(Role.Pm) ? 720 : 0);
                known = true;
                end = stop;
            }
        }
        return end;
    }
}
