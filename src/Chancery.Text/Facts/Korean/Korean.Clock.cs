using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts.Korean;

/// <summary>Times of day: 오후 3시 30분, 밤 열두 시, 10:30~12:00.</summary>
internal sealed partial class KoreanReader
{
    /// <summary>3시, 10시 30분, 오후 3시 반, 15:00, 오전 10:30~12:00, 오후 2시부터 5시까지, 밤 열두 시.</summary>
    private static bool ReadClock(Scan scan, int start, int at, string? half, out int end)
    {
        var s = scan.S;
        if (!OneClock(scan, at, half, out end, out var minutes, out var sure, out var bare)) return false;
        var p = end;
        var link = Link(scan, p, out var isMark);
        var joined = link;
        if (link > p)
        {
            string? second = null;
            foreach (var word in (ReadOnlySpan<string>)["오전", "오후", "새벽", "아침", "저녁", "낮", "밤"])
                if (scan.At(joined, word)) { second = word; joined = scan.SkipSpace(joined + word.Length); break; }
            int until;
            int last;
            if (scan.At(joined, "정오") || scan.At(joined, "자정"))
            {
                (until, last) = (s[joined] == '정' ? 720 : 1440, joined + 2);
                if (sure) { scan.AddTime(start, last, minutes, until); end = last; return true; }
            }
            else if (OneClock(scan, joined, second ?? half, out last, out until, out var lastSure, out _) && (sure || isMark) && (lastSure || isMark && sure))
            {
                if (half is not null && second is null && until < minutes && until + 720 > minutes && until < 720) until += 720;
                if (sure || lastSure)
                {
                    scan.AddTime(start, last, minutes, until);
                    end = last;
                    return true;
                }
            }
        }
        if (!sure) return false;
        scan.AddTime(start, end, minutes, otherMinutes: half is null && bare && minutes is >= 60 and < 720 ? minutes + 720 : null);
        return true;
    }

    private static readonly string[] Hours = ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두"];

    private static bool OneClock(Scan scan, int at, string? half, out int end, out int minutes, out bool sure, out bool bare)
    {
        var s = scan.S;
        (sure, bare) = (false, false);
        if (Digits.Clock(scan, at, out end, out minutes)) sure = true;
        else
        {
            var hour = 0;
            if (char.IsAsciiDigit(s[at]))
            {
                if (!Digits.Small(s, at, 2, out hour, out end) || hour > 24) return false;
            }
            else
            {
                for (var i = Hours.Length - 1; i >= 0; i--)
                {
                    if (!scan.At(at, Hours[i])) continue;
                    (hour, end) = (i + 1, at + Hours[i].Length);
                    break;
                }
                if (hour == 0) return false;
                if (s[end] != '시' && !(Scan.IsSpace(s[end]) && s[end + 1] == '시')) return false;
            }
            minutes = hour * 60;
            var mark = scan.SkipSpace(end);
            if (s[mark] == '시' && s[mark + 1] is not ('간' or '도' or '작' or '민' or '대') && (mark == end || Ends(s, mark + 1) || Scan.IsSpace(s[mark + 1])))
            {
                (end, sure, bare) = (mark + 1, true, true);
                var p = scan.SkipSpace(end);
                if (Digits.Small(s, p, 2, out var past, out var stop) && past < 60 && s[scan.SkipSpace(stop)] == '분' && s[scan.SkipSpace(stop) + 1] is not ('의' or '간'))
                    (minutes, end) = (minutes + past, scan.SkipSpace(stop) + 1);
                else if (s[p] == '반' && Ends(s, p + 1)) (minutes, end) = (minutes + 30, p + 1);
                else if (!char.IsAsciiDigit(s[at]) && half is null && !Ends(s, end)) return false;
            }
            else if (!char.IsAsciiDigit(s[at]) || IsHangul(s[end]) || Scan.IsLatin(s[end])) return false;
        }
        if (half is not null && minutes <= 12 * 60 + 59)
        {
            var clock = minutes % 720;
            minutes = half switch
            {
                "오전" or "새벽" or "아침" => clock,
                "밤" => clock == 0 || clock >= 360 ? (clock == 0 ? 0 : clock + 720) : clock,
                "낮" => clock >= 600 ? clock : clock + 720,
                _ => clock + 720,
            };
            bare = false;
        }
        return sure || minutes <= 1440;
    }
}
