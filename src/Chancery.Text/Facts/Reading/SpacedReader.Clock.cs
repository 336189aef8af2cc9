namespace Chancery.Text.Facts.Reading;

/// <summary>Times of day and their ranges.</summary>
internal abstract partial class SpacedReader
{
    private bool ReadClock(Scan scan, int at, out int end)
    {
        if (!OneClock(scan, at, out end, out var minutes, out var half, out var sure)) return false;
        var mark = RangeMark(scan, end, and: scan.WordBefore(at)?.Is(Role.Between) == true);
        if (mark > end && OneClock(scan, mark, out var last, out var until, out var lateHalf, out var lastSure) && (sure || lastSure))
        {
            // 3–5 p.m. is all after noon.
            if (half < 0 && lateHalf == 1 && minutes < 720 && minutes + 720 < until) minutes += 720;
            scan.AddTime(at, last, minutes, until);
            end = last;
            return true;
        }
        if (!sure) return false;
        scan.AddTime(at, end, minutes, otherMinutes: half < 0 && minutes is >= 60 and < 720 && !HasColon(scan, at, end) ? minutes + 720 : null);
        return true;
    }

    private static bool HasColon(Scan scan, int at, int end) => scan.S.AsSpan(at, end - at).Contains(':');

    /// <summary>Minutes behind "15 h" or "15 Uhr": 15 h 30, 15 Uhr 30.</summary>
    protected virtual bool MinutesFollowHour => false;

    private bool OneClock(Scan scan, int at, out int end, out int minutes, out int half, out bool sure)
    {
        var s = scan.S;
        (half, sure) = (-1, false);
        if (Digits.Clock(scan, at, out end, out minutes)) sure = true;
        else
        {
            if (!Digits.Small(s, at, 2, out var hour, out end) || hour > 24) { minutes = 0; return false; }
            minutes = hour * 60;
            if (s[end] == '.' && Digits.Small(s, end + 1, 2, out var past, out var stop) && stop - end == 3 && past < 60
                && (HalfAfter(scan, stop, out _, out _) || Style.DecimalMark == ',' && (RangeMark(scan, stop) > stop || scan.WordBefore(at)?.Unit?.Id == "hour")))
                (minutes, end) = (minutes + past, stop);
        }
        if (HalfAfter(scan, end, out var after, out var term))
        {
            if (term.Is(Role.OClock))
            {
                // 15 h 30; "15 h" alone may be a period.
                var p = scan.SkipSpace(after);
                if (term.Is(Role.Cautious) && !(Digits.Small(s, p, 2, out var pair, out var two) && two - p == 2 && pair < 60)) return sure;
                (end, sure) = (after, true);
                p = scan.SkipSpace(end);
                if (MinutesFollowHour && minutes % 60 == 0 && Digits.Small(s, p, 2, out var past, out var stop) && past < 60
                    && !char.IsLetter(s[stop])) (minutes, end) = (minutes + past, stop);
                if (!HalfAfter(scan, end, out after, out term) || term.Is(Role.OClock)) return true;
            }
            if (minutes >= 13 * 60) return sure;
            half = term.Is(Role.Pm) ? 1 : 0;
            minutes = minutes % 720 + half * 720;
            (end, sure) = (after, true);
        }
        // Saat 15.30
        sure |= minutes % 60 != 0 && scan.WordBefore(at)?.Unit?.Id == "hour";
        return sure || minutes <= 24 * 60 && !char.IsLetterOrDigit(s[end]);
    }

    private bool HalfAfter(Scan scan, int at, out int end, out Term term)
    {
        var p = scan.SkipSpace(at);
        term = Table.Match(scan, p, out end)!;
        return term is not null && (term.Is(Role.Am) || term.Is(Role.Pm) || term.Is(Role.OClock));
    }
}
