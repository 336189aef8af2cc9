using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts.Korean;

/// <summary>Native numerals: 스물세 명, 열두 곳, 두 배, 한 달.</summary>
internal sealed partial class KoreanReader
{
    private static readonly (string Word, int Value)[] Tens =
    [
        ("열", 10), ("스물", 20), ("스무", 20), ("서른", 30), ("마흔", 40), ("쉰", 50), ("예순", 60), ("일흔", 70), ("여든", 80), ("아흔", 90),
    ];

    // The form before a counter last: it needs one.
    private static readonly (string Word, int Value, int To, bool NeedsCounter)[] Ones =
    [
        ("한두", 1, 2, true), ("두세", 2, 3, true), ("두서너", 2, 4, true), ("서너", 3, 4, true), ("너댓", 4, 5, true), ("네댓", 4, 5, true), ("대여섯", 5, 6, true), ("예닐곱", 6, 7, true),
        ("하나", 1, 0, false), ("다섯", 5, 0, false), ("여섯", 6, 0, false), ("일곱", 7, 0, false), ("여덟", 8, 0, false), ("아홉", 9, 0, false),
        ("둘", 2, 0, false), ("셋", 3, 0, false), ("넷", 4, 0, false), ("첫", -1, 0, true), ("한", 1, 0, true), ("두", 2, 0, true), ("세", 3, 0, true), ("석", 3, 0, true),
        ("서", 3, 0, true), ("네", 4, 0, true), ("넉", 4, 0, true), ("너", 4, 0, true),
    ];

    // 열 방향, 열 필드: of a column, though ten of them could be counted.
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> ColumnWords = new HashSet<string>(StringComparer.Ordinal)
    {
        "방향", "부분", "요소", "그룹", "유형", "옵션", "축", "필드", "색상", "화면", "배수", "행",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    // 스물세 명, 열두 곳, 두 배, 한 달, 첫 번째
    private bool Native(Scan scan, int at, ref Quantity q)
    {
        var s = scan.S;
        var (p, value, to, needs, tens) = (at, 0, 0, false, false);
        foreach (var (word, amount) in Tens)
        {
            if (!scan.At(at, word)) continue;
            (p, value, tens, needs) = (at + word.Length, amount, true, word is "열" or "스무");
            break;
        }
        var hasOnes = false;
        foreach (var (word, amount, upTo, only) in Ones)
        {
            if (!scan.At(p, word)) continue;
            if (tens && amount < 0) break;
            (p, hasOnes) = (p + word.Length, true);
            if (amount < 0) (value, needs) = (1, true);
            else (value, to, needs) = (value + amount, upTo > 0 ? value + upTo : 0, only);
            break;
        }
        if (value == 0) return false;
        var first = s[at] == '첫';
        (q.Value, q.End, q.IsWords) = (value, p, true);
        if (to > 0) q.UpTo = to;
        var weak = to == 0 && (value == 1 || value == 2);
        // 첫째, 둘째, 셋째, 열째
        if (s[p] == '째' && Ends(s, p + 1) && s[p + 1] is not '로')
        {
            (q.Unit, q.End) = (Units.Get("ordinal"), p + 1);
            q.Strength = weak ? Strength.Weak : Strength.Strong;
            return true;
        }
        var counter = scan.SkipSpace(p);
        if (s[p] == '여' && tens) { q.Approximation = Approximation.About; counter = scan.SkipSpace(p + 1); }
        // 여러 열 페이지, 각 열: columns.
        if (s[at] == '열' && p == at + 1 && scan.WordBehind(at, out _) is "여러" or "각" or "모든" or "해당" or "이" or "그" or "다른" or "새" or "빈" or "번째" or "한" or "두" or "세") return false;
        if (IsHangul(s[counter]) && _table.Match(scan, counter, out var end) is { } term && (term.NativeUnit ?? term.Unit) is { } unit && Ends(s, end)
            && (!first || unit.Kind == UnitKind.Ordinal) && NativeCounts(scan, at, p, counter, end, unit, p - at > 1)
            && !(s[at] == '열' && p == at + 1 && ColumnWords.Contains(s.AsSpan(counter, end - counter))))
        {
            (q.Unit, q.End) = (unit, end);
            if (unit.Id == "times" && scan.At(end, "째")) (q.Unit, q.End) = (Units.Get("ordinal"), end + 1);
            var ordinal = q.Unit.Kind is UnitKind.Ordinal or UnitKind.Count;
            if (ordinal ? weak : value == 1 && to == 0 && (q.Unit.Kind is UnitKind.Count or UnitKind.Multiple || q.Unit.Id is "hour" or "day")) q.Strength = Strength.Weak;
            if (scan.At(q.End, " 반") && Ends(s, q.End + 2)) { q.Strength = Strength.Strong; More(scan, ref q); }
            else if (q.Unit.Kind is UnitKind.Period or UnitKind.Months) More(scan, ref q);
            return true;
        }
        if (first)
        {
            if (!Scan.IsSpace(s[p]) && s[p] != '날') return false;
            (q.Unit, q.Strength) = (Units.Get("ordinal"), Strength.Weak);
            return true;
        }
        if (needs)
        {
            // 열두 가족, 스무 가족: no other word looks like these, but 열세, being weaker.
            if (tens && to == 0 && (hasOnes ? !scan.At(at, "열세") && !scan.At(at, "열석") : s[at] == '스') && Scan.IsSpace(s[p]) && IsHangul(s[p + 1])) return true;
            // "두 나라의 우정" counts without a counter; 한, 네, 서 and 너 are words of their own.
            if (tens || to > 0 || p - at != 1 || s[at] is not ('두' or '세') || !Scan.IsSpace(s[p]) || !IsHangul(s[p + 1])) return false;
            q.Strength = value == 2 ? Strength.Weak : Strength.Strong;
            return true;
        }
        if (!Ends(s, p) && !Scan.IsSpace(s[p])) return false;
        // 하나은행, 다섯이, 둘러싼
        if (IsHangul(s[p]) && (s[p] is '러' or '레')) return false;
        if (s[at] == '하' && scan.At(p, "님")) return false;
        // 스파이더 넷 차트, 격자 넷을: nothing behind it says that it counts.
        var counts = p - at > 1 || IsHangul(s[p]) && s[at] != '넷' || scan.At(p, " 중") || scan.At(p, " 가운데");
        q.Strength = value <= 2 || !counts ? Strength.Weak : Strength.Strong;
        return true;
    }

    private static bool NativeCounts(Scan scan, int at, int p, int counter, int end, Unit unit, bool certain)
    {
        var s = scan.S;
        if (unit.Kind is UnitKind.Percent or UnitKind.PercentPoints or UnitKind.Money) return false;
        var space = counter > p;
        if (!space)
        {
            // 한번, 두명, 한달, 두배, 세살; but 한국, 한편, 두산, 세계, 네트워크, 서명, 너무, 한인, 세대.
            if (certain) return true;
            if (s[at] is '서' or '너' or '석' or '넉') return s[counter] is '달';
            if (s[at] == '한') return scan.At(counter, "명") || scan.At(counter, "달") || scan.At(counter, "개") && !scan.At(counter, "개인") || scan.At(counter, "곳") || scan.At(counter, "차례") || scan.At(counter, "사람") || scan.At(counter, "가지");
            return s[counter] is '명' or '번' or '달' or '배' or '개' or '곳' or '살' || scan.At(counter, "차례") || scan.At(counter, "시간")
                || scan.At(counter, "가지") || scan.At(counter, "사람") || scan.At(counter, "자리") || scan.At(counter, "페이지");
        }
        if (end - counter == 1)
        {
            foreach (var word in NotCounters) if (scan.At(counter, word)) return false;
            if (s[at] == '세' && s[counter] is '대') return true;
            if ("일년도초인위등급과기절항조면차자".Contains(s[counter], StringComparison.Ordinal)) return false;
            if (!certain && s[counter] is '주' or '호') return false;
        }
        return true;
    }
}
