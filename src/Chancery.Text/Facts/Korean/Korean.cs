using System.Buffers;
using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts.Korean;

/// <summary>
/// Korean. A numeral in Hangul counts only with a counter behind it or inside a longer chain: 이천, 사천, 만일, 구로구
/// and 조선 are words and names. docs/rules/parity.md tells the traps.
/// </summary>
internal sealed partial class KoreanReader : Reader
{
    private static readonly Numerals Sino = new("영공/일/이/삼/사/오/육륙/칠/팔/구", "십/백/천", "만/억/조/경");

    private readonly SuffixTable _table = new(Resource.Read("Korean/korean.txt"));

    protected override bool IsLatinForeign => true;

    private static bool IsHangul(char c) => c is >= '\uAC00' and <= '\uD7A3';

    // The first syllables of whatever is read; most words are passed over for it.
    private static readonly SearchValues<char> Starters = SearchValues.Create(
        "영공일이삼사오육륙칠팔구십백천만억조경나열스서마쉰예여아한두세네다둘셋넷첫석너넉대하수몇제닷엿보반절과섭화미유시정자월목금토약얼거무총최적기새저낮밤");

    // What may follow a counter and leave it a counter: particles, and words written without a space.
    private const string Followers = "은는이가을를의에로으와과도만씩나간여째당안전후내외중등들뿐라였입인했하된쯤";

    /// <summary>Whether a word may end here: no Hangul, or a particle.</summary>
    private static bool Ends(char[] s, int at) => !IsHangul(s[at]) || Followers.Contains(s[at], StringComparison.Ordinal) || (s[at], s[at + 1]) is
        ('부', '터') or ('까', '지') or ('마', '다') or ('보', '다') or ('처', '럼') or ('정', '도') or ('동', '안') or ('미', '만') or ('초', '과')
        or ('짜', '리') or ('밖', '에') or ('가', '량') or ('남', '짓') or ('조', '차') or ('마', '저') or ('이', _);

    private static bool BeginsWord(char[] s, int at) => at == 0 || !IsHangul(s[at - 1]);

    protected override int ReadFigure(Scan scan, int at)
    {
        var s = scan.S;
        var c = s[at];
        if (c == '’')
        {
            // ’16년, ’90년대
            if (!Digits.Small(s, at + 1, 2, out var two, out var stop) || stop - at != 3 || s[stop] != '년' && !IsRange(s[stop])) return at;
            return ReadYear(scan, at, two + (two < 70 ? 2000 : 1900), stop);
        }
        if (c == '-')
        {
            if (!char.IsAsciiDigit(s[at + 1]) || at > 0 && !(Scan.IsSpace(s[at - 1]) || s[at - 1] is '(' or '\n')) return at;
            return Negative(scan, at, at + 1);
        }
        if (char.IsAsciiDigit(c))
        {
            if (scan.At(at, "24/7") && !char.IsAsciiDigit(s[at + 4]))
            {
                scan.Add(new Quantity { Start = at, End = at + 4, Value = 24, Unit = Units.Get("hour"), Strength = Strength.Weak });
                return at + 4;
            }
            if (Event(scan, at, out var end) || ReadNumericDate(scan, at, out end) || ReadClock(scan, at, at, null, out end)
                || ReadDate(scan, at, out end) || Digits.Fraction(scan, at, out end)) return end;
        }
        return ReadQuantity(scan, at);
    }

    private static bool IsRange(char c) => c is '~' or '-' or '–';

    private int Negative(Scan scan, int start, int at)
    {
        if (!Quantity(scan, at, out var q) || q.Unit?.Base is not ("°C" or "°F" or "°")) return start;
        q.Start = start;
        q.Value = q.Value.Times(-1);
        if (q.Unit.Base == "°") q.Unit = Units.Get("c");
        scan.Add(q);
        return q.End;
    }

    // 6·25, 3·1절, 5.18 민주화운동: an event that is called by its day.
    private static bool Event(Scan scan, int at, out int end)
    {
        var s = scan.S;
        end = at;
        if (!Digits.Small(s, at, 2, out var month, out var mark) || month is < 1 or > 12) return false;
        var dot = s[mark] is '·' or 'ㆍ' or '・' or '•' or '\u119E' or '᛫';
        if (!dot && s[mark] != '.') return false;
        if (!Digits.Small(s, mark + 1, 2, out var day, out end) || day is < 1 or > 31 || s[end] is '.' or '·') return false;
        var known = (month, day) is (6, 25) or (3, 1) or (5, 18) or (4, 19) or (8, 15) or (12, 12) or (10, 26) or (9, 11) or (4, 3) or (5, 16) or (6, 10) or (12, 3)
            or (6, 15) or (10, 4) or (4, 27);
        var p = scan.SkipSpace(end);
        if (!(known && dot) && !(IsEventWord(scan, p) && (known || s[p] != '절'))) return false;
        scan.AddDate(at, end, new(null, month, day), strength: Strength.Weak);
        return true;
    }

    private static bool IsEventWord(Scan scan, int at)
    {
        foreach (var word in (ReadOnlySpan<string>)["전쟁", "사변", "절", "운동", "혁명", "테러", "항쟁", "민주", "광복", "선언", "합의", "사태", "사건", "참사", "쿠데타", "공동선언", "계엄"])
            if (scan.At(at, word)) return true;
        return false;
    }

    protected override int ReadWord(Scan scan, int at)
    {
        var s = scan.S;
        var c = s[at];
        if (!IsHangul(c))
        {
            if (!Scan.IsLatin(c)) return at + 1;
            if (Units.Symbols.TryGetValue(s.AsSpan(at, Math.Min(3, s.Length - at)), out var code) && code.Kind == UnitKind.Money
                && char.IsAsciiDigit(s[scan.SkipSpace(at + 3)])) return ReadQuantity(scan, at);
            return at;
        }
        if (!BeginsWord(s, at)) return at + 1;
        if (Starters.Contains(c))
        {
            var next = ReadHangul(scan, at);
            if (next > at) return next;
        }
        // To the end of the word at once: inside it nothing begins but figures and Latin letters.
        var end = at + 1;
        while (IsHangul(s[end])) end++;
        return end;
    }

    private int ReadHangul(Scan scan, int at)
    {
        var s = scan.S;
        if (_table.Match(scan, at, out var end) is { } term)
        {
            if (term.Minute >= 0 && Ends(s, end)) { scan.AddTime(at, end, term.Minute); return end; }
            if (term.Weekday >= 0 && Ends(s, end)) { scan.AddWeekday(at, end, (DayOfWeek)term.Weekday); return end; }
            if (term.Is(Role.Am) || term.Is(Role.Pm))
            {
                var p = scan.SkipSpace(end);
                if ((char.IsAsciiDigit(s[p]) || IsHangul(s[p])) && ReadClock(scan, at, p, s.AsSpan(at, end - at).ToString(), out var past)) return past;
                return at;
            }
            if (term.Before != Approximation.None && (Scan.IsSpace(s[end]) || char.IsAsciiDigit(s[end])))
            {
                (scan.Before, scan.BeforeEnd) = (term, end);
                return end;
            }
        }
        if (s[at] == '제' && Prefixed(scan, at) is var prefixed && prefixed > at) return prefixed;
        if (Periods(scan, at) is var period && period > at) return period;
        if (Vague(scan, at) is var vague && vague > at) return vague;
        if (scan.At(at, "영하 ") && char.IsAsciiDigit(s[at + 3])) return Negative(scan, at, at + 3);
        if (scan.At(at, "섭씨 ") || scan.At(at, "화씨 "))
        {
            if (char.IsAsciiDigit(s[at + 3]) && Quantity(scan, at + 3, out var degrees) && degrees.Unit?.Id == "deg")
            {
                (degrees.Start, degrees.Unit) = (at, Units.Get(s[at] == '섭' ? "c" : "f"));
                scan.Add(degrees);
                return degrees.End;
            }
            return at;
        }
        if (scan.At(at, "미화 ") && char.IsAsciiDigit(s[at + 3])) return at + 3;
        if (ReadDate(scan, at, out var dated)) return dated;
        if (ReadClock(scan, at, at, null, out var clock)) return clock;
        return ReadQuantity(scan, at);
    }

    // 제3회, 제 24 차, 제이차: an ordinal whatever the counter is.
    private int Prefixed(Scan scan, int at)
    {
        var s = scan.S;
        var p = scan.SkipSpace(at + 1);
        var q = new Quantity { Start = at, Strength = Strength.Strong };
        int signs;
        if (char.IsAsciiDigit(s[p]))
        {
            // 제5조 is an article, not five trillion.
            if (!Digits.Small(s, p, 5, out var plain, out q.End)) return at;
            (q.Value, signs) = (plain, 0);
        }
        else signs = Sino.Has(s[p]) && p == at + 1 ? Sino.Read(scan, p, Style, false, ref q) : -1;
        if (signs < 0 || !q.Value.IsWholeIn(1, 99_999)) return at;
        var counter = scan.SkipSpace(q.End);
        var term = _table.Match(scan, counter, out var end);
        var isFigure = char.IsAsciiDigit(s[p]);
        if (term?.Unit is null && !isFigure) return at;
        // 제일, 제사, 제구실 …: with a sign alone the counter must end a word.
        if (!isFigure && (counter > q.End || !Ends(s, end) || term!.Unit!.Kind is not (UnitKind.Ordinal or UnitKind.Count))) return at;
        if (term?.Unit is { } unit && (Ends(s, end) || counter == q.End))
        {
            q.End = end;
            if (unit.Kind == UnitKind.Anniversary) q.Unit = unit;
        }
        else if (!isFigure) return at;
        q.Unit ??= Units.Get("ordinal");
        if (_table.Match(scan, scan.SkipSpace(q.End), out var more) is { Unit.Kind: UnitKind.Ordinal } && s[more - 1] == '째') q.End = more;
        scan.Add(q);
        return q.End;
    }

    private static readonly (string Word, int Days, bool Weak)[] Days =
    [
        ("하루", 1, true), ("이틀", 2, false), ("사흘", 3, false), ("나흘", 4, false), ("닷새", 5, false), ("엿새", 6, false), ("이레", 7, true),
        ("여드레", 8, false), ("아흐레", 9, false), ("열하루", 11, false), ("열이틀", 12, false), ("열흘", 10, false), ("보름", 15, false),
    ];

    // 사흘, 열흘, 보름, 일주일, 반년, 반세기, 절반
    private int Periods(Scan scan, int at)
    {
        var s = scan.S;
        if (!("하이사나닷엿여아열보일반절한과").Contains(s[at], StringComparison.Ordinal)) return at;
        foreach (var (word, days, weak) in Days)
        {
            if (!scan.At(at, word) || !Ends(s, at + word.Length) && s[at + word.Length] != '동') continue;
            // 이레 is also a name, 보름달 the full moon.
            return Add(word.Length, days, "day", weak ? Strength.Weak : Strength.Strong);
        }
        if (scan.At(at, "일주일") && Ends(s, at + 3)) return Add(3, 1, "week", Strength.Strong);
        if (scan.At(at, "반년") && Ends(s, at + 2)) return Add(2, 6, "month", Strength.Strong);
        if (scan.At(at, "반세기") && Ends(s, at + 3)) return Add(3, 50, "year", Strength.Strong);
        if (scan.At(at, "사반세기") && Ends(s, at + 4)) return Add(4, 25, "year", Strength.Strong);
        if (scan.At(at, "한세기") || scan.At(at, "한 세기")) return Add(scan.At(at, "한세기") ? 3 : 4, 1, "century", Strength.Strong);
        if (scan.At(at, "반 시간")) return Add(4, 30, "minute", Strength.Strong);
        if (scan.At(at, "절반") && Ends(s, at + 2)) { scan.AddFraction(at, at + 2, 1, 2); return at + 2; }
        return at;

        int Add(int length, decimal value, string unit, Strength strength)
        {
            scan.Add(new Quantity { Start = at, End = at + length, Value = value, Unit = Units.Get(unit), Strength = strength });
            return at + length;
        }
    }

    // 수십, 수백만, 몇천 명
    private int Vague(Scan scan, int at)
    {
        var s = scan.S;
        if (s[at] is not ('수' or '몇')) return at;
        var p = scan.SkipSpace(at + 1);
        decimal power = 1;
        var end = p;
        while (Sino.IsUnit(s[end])) power *= Sino.Unit(s[end++]);
        if (end == p || power < 10) return at;
        if (!(Ends(s, end) && (p == at + 1 || Scan.IsSpace(s[end])) || _table.Match(scan, end, out var stop) is { Unit: not null } && Ends(s, stop))) return at;
        scan.AddVague(at, end, power);
        return end;
    }

    private int ReadQuantity(Scan scan, int at)
    {
        if (!Quantity(scan, at, out var q)) return at;
        var s = scan.S;
        if (scan.Facts.Count > 0 && scan.Facts[^1].Start >= scan.Source.Start(at) && scan.Facts[^1].Kind == FactKind.Identifier) return q.End;
        // 2인 1조: a team, not a trillion.
        if (q.Unit is null && s[q.End - 1] == '조' && q.End - at <= 3 && at > 1 && s[at - 2] == '인' && Digits.Small(s, at, 2, out var team, out var sign) && sign == q.End - 1)
            q.Value = team;
        if (Dimension(scan, q) is var by && by > at) return by;
        if (q.Unit is null && q.IsPlain && Scan.IsLatin(s[q.End]) && char.IsAsciiDigit(s[at])) return FigureWord(scan, at, q.End);
        if (scan.Before is { Before: not Approximation.None } before && scan.WordBefore(at) == before) q.Approximation = before.Before;
        if (Fraction(scan, ref q)) return q.End;
        Range(scan, ref q);
        var p = scan.SkipSpace(q.End);
        if (_table.Match(scan, p, out _) is { After: not Approximation.None } after) q.Approximation = after.After;
        if (q.Unit is null && q.IsPlain && q.Digits == 4 && q.Value.IsWholeIn(1900, 2099) && !IsHangul(s[q.End]))
        {
            scan.AddDate(at, q.End, new((int)q.Value.Value), q.UpTo is { } until && until.IsWholeIn(1900, 2199) ? new((int)until.Value) : null);
            return q.End;
        }
        if (q.Value.Key == "1" && q.UpTo is null && q.Unit?.Kind is null or UnitKind.Count or UnitKind.Page) q.Strength = Strength.Weak;
        if (q.Unit is null && (scan.At(q.End, "진수") || scan.At(q.End, "진법"))) q.Strength = Strength.Weak;
        scan.Add(q, DayOfMonth(q));
        return q.End;
    }

    // "15일" alone is fifteen days or the fifteenth.
    private static string? DayOfMonth(in Quantity q)
    {
        if (q.Unit?.Id != "day" || !q.Value.IsWholeIn(1, 31) || q.IsWords) return null;
        PartialDate day = new(null, null, (int)q.Value.Value);
        return q.UpTo is { } last ? $"t:{day}..{day with { Day = (int)last.Value }}" : $"t:{day}";
    }

    // 3분의 2; 다섯 명 중 한 명
    private bool Fraction(Scan scan, ref Quantity q)
    {
        var s = scan.S;
        if (!q.Value.IsWholeIn(2, 1_000_000)) return false;
        var minute = q.Unit?.Id is "minute" or "person" && s[q.End - 1] == '분' && s[q.End] == '의';
        if (minute)
        {
            var p = scan.SkipSpace(q.End + 1);
            var part = new Quantity { Start = p };
            var read = char.IsAsciiDigit(s[p]) || Sino.Has(s[p]) ? Sino.Read(scan, p, Style, false, ref part) : -1;
            if (read < 0 || !part.Value.IsWholeIn(1, (int)q.Value.Value)) return false;
            scan.AddFraction(q.Start, part.End, (long)part.Value.Value, (long)q.Value.Value);
            q.End = part.End;
            return true;
        }
        if (q.Unit?.Kind != UnitKind.Count) return false;
        var of = scan.SkipSpace(q.End);
        if (of == q.End || s[of] != '중' || !(Scan.IsSpace(s[of + 1]) || s[of + 1] == '에')) return false;
        var next = of + (s[of + 1] == '에' ? 2 : 1);
        if (!Scan.IsSpace(s[next])) return false;
        if (!Quantity(scan, next + 1, out var some) || some.Unit != q.Unit || !some.Value.IsWhole || some.Value.Value >= q.Value.Value) return false;
        scan.AddFraction(q.Start, some.End, (long)some.Value.Value, (long)q.Value.Value);
        q.End = some.End;
        return true;
    }

    // 10~12명, 10명에서 12명, 3년부터 5년까지
    private void Range(Scan scan, ref Quantity q)
    {
        if (!q.Value.Fits || q.UpTo is not null || q.Unit?.Kind is UnitKind.Anniversary) return;
        var s = scan.S;
        var p = q.End;
        if (Scan.IsSpace(s[p]) && (scan.At(p + 1, "에서 ") || scan.At(p + 1, "부터 "))) p++;
        if (IsRange(s[p])) p = scan.SkipSpace(p + 1);
        else if (Scan.IsSpace(s[p]) && IsRange(s[p + 1]) && Scan.IsSpace(s[p + 2])) p += 3;
        else if ((scan.At(p, "에서 ") || scan.At(p, "부터 ")) && q.Unit?.Kind != UnitKind.Ordinal) p += 3;
        else if (scan.At(p, "에서") || scan.At(p, "부터")) p += 2;
        else return;
        if (!char.IsAsciiDigit(s[p]) && !IsHangul(s[p]) && s[p] is not ('$' or '₩' or '€' or '£')) return;
        if (!Quantity(scan, p, out var upper) || !upper.Value.Fits || q.Unit is not null && q.Unit != upper.Unit) return;
        var low = q.Value;
        // 3~5만 명 is thirty to fifty thousand.
        if (q.Scale == 0 && upper.Scale > 1 && q.Unit is null && low.Value < upper.Value.Value / upper.Scale) low = low.Times(upper.Scale);
        if (upper.Value.Value <= low.Value) return;
        (q.Value, q.UpTo, q.Unit, q.End, q.Strength, q.Other) = (low, upper.Value, upper.Unit, upper.End, Strength.Strong, null);
        q.IsPlain &= upper.IsPlain;
    }

    /// <summary>Figures, signs or a native numeral, with what they count.</summary>
    private bool Quantity(Scan scan, int at, out Quantity q)
    {
        q = new() { Start = at, End = at, Strength = Strength.Strong };
        var s = scan.S;
        if (char.IsAsciiDigit(s[at]) || s[at] is '½' or '¼' or '¾')
        {
            if (s[at] is '½' or '¼' or '¾') (q.Value, q.End) = (s[at] switch { '½' => 0.5m, '¼' => 0.25m, _ => 0.75m }, at + 1);
            else
            {
                var read = Sino.Read(scan, at, Style, false, ref q);
                if (read < 0)
                {
                    var figure = Digits.Read(scan, at, Style);
                    scan.AddText(FactKind.Identifier, at, figure.End, "v:" + s.AsSpan(at, figure.End - at).ToString());
                    q.End = figure.End;
                    return true;
                }
                if (read > 0) q.Scale = LastScale(s, q);
            }
            FigureUnit(scan, ref q);
            return true;
        }
        if (!IsHangul(s[at]))
        {
            foreach (var length in (ReadOnlySpan<int>)[3, 2, 1])
            {
                if (!Units.Symbols.TryGetValue(s.AsSpan(at, Math.Min(length, s.Length - at)), out var unit) || unit.Kind != UnitKind.Money) continue;
                var p = scan.SkipSpace(at + length);
                if (!char.IsAsciiDigit(s[p]) || Sino.Read(scan, p, Style, false, ref q) < 0) continue;
                (q.Unit, q.Start) = (unit, at);
                // $1.2 million stays as it is in a Korean text too.
                foreach (var (word, scale) in (ReadOnlySpan<(string, decimal)>)[("million", 1e6m), ("billion", 1e9m), ("M", 1e6m), ("B", 1e9m), ("K", 1e3m)])
                {
                    var next = scan.SkipSpace(q.End);
                    if (!scan.AtIgnoringCase(next, word) || Scan.IsLatin(s[next + word.Length]) || word.Length == 1 && next > q.End) continue;
                    (q.Value, q.End) = (q.Value.Times(scale), next + word.Length);
                    break;
                }
                return true;
            }
            return false;
        }
        if (!BeginsWord(s, at)) return false;
        return Native(scan, at, ref q) || SinoWord(scan, at, ref q);
    }

    private static decimal LastScale(char[] s, in Quantity q)
    {
        decimal scale = 1;
        for (var i = q.End - 1; i >= q.Start && Sino.IsUnit(s[i]); i--) scale *= Sino.Unit(s[i]);
        return scale;
    }

    // Behind figures nearly anything that looks like a counter is one; over a space it must end a word.
    private void FigureUnit(Scan scan, ref Quantity q)
    {
        var s = scan.S;
        var end = q.End;
        // 3천여 명
        if (s[end] == '여' && (Scan.IsSpace(s[end + 1]) || _table.Match(scan, end + 1, out _) is { Unit: not null }))
        {
            q.Approximation = Approximation.About;
            end++;
        }
        if (Symbol(scan, end, out var stop) is { } symbol) { (q.Unit, q.End) = (symbol, stop); More(scan, ref q); return; }
        var p = scan.SkipSpace(end);
        var most = int.MaxValue;
        while (_table.Match(scan, p, most, out stop) is { } term)
        {
            if (term.Unit is { } unit && Accepts(scan, q, unit, p > end, p, stop))
            {
                (q.Unit, q.End) = (unit, stop);
                if (s[stop] == '여') { q.Approximation = Approximation.About; }
                More(scan, ref q);
                return;
            }
            most = stop - p - 1;
            if (most == 0) break;
        }
    }

    private static readonly string[] NotCounters = ["회의", "도로", "대로", "부가", "부과", "부정", "장이", "장인", "대외", "대중", "과정", "기간", "기도", "일부", "차이", "주의", "주도", "주로", "조정", "단이", "호의", "자동", "자의", "인도", "인간", "시도", "개인", "개정", "개도", "건의", "발전", "전후", "점이", "성이", "선이", "위의", "위로", "무의", "표의", "세의"];

    private bool Accepts(Scan scan, in Quantity q, Unit unit, bool overSpace, int at, int end)
    {
        var s = scan.S;
        if (!overSpace)
        {
            // 3원색, 2.8부터: longer words begin like counters.
            return unit.Kind != UnitKind.Money && unit.Id != "deg" && !scan.At(at, "부터") && !scan.At(at, "까지") || Ends(s, end) && !scan.At(at, "부터");
        }
        if (!Ends(s, end)) return false;
        if (end - at == 1)
        {
            foreach (var word in NotCounters) if (scan.At(at, word)) return false;
            if (s[at] == '등') return false;
            if (s[at] is '기' or '선' or '성' or '급' or '자' or '방' or '발' or '열' or '행' or '단' or '무' or '패' or '승' or '조' or '절' or '과' or '항' or '해' or '박' or '표') return false;
        }
        return true;
    }

    private static Unit? Symbol(Scan scan, int at, out int end)
    {
        var s = scan.S;
        end = at;
        var p = scan.SkipSpace(at);
        if (IsHangul(s[p]) || s[p] == '%' && (IsHangul(s[p + 1]) || Scan.IsSpace(s[p + 1])) && (scan.At(p + 1, "포인트") || scan.At(p + 2, "포인트"))) return null;
        for (var length = Units.LongestSymbol; length > 0; length--)
        {
            if (p + length > scan.N || !Units.Symbols.TryGetValue(s.AsSpan(p, length), out var unit)) continue;
            var last = s[p + length - 1];
            if ((Scan.IsLatin(last) || char.IsAsciiDigit(last)) && (Scan.IsLatin(s[p + length]) || char.IsAsciiDigit(s[p + length]))) continue;
            if (length == 1 && p > at && s[p] is 'A' or 'K' or 'B' or 'C' or 'd' or 's' or 'h' or '$' or '₩' or '£' or '¥' or '×') continue;
            if (unit.Kind == UnitKind.Money && char.IsAsciiDigit(s[scan.SkipSpace(p + length)]) && p > at) continue;
            end = p + length;
            return unit;
        }
        return null;
    }

    // 2시간 30분, 1년 6개월, 2시간 반: one period.
    private void More(Scan scan, ref Quantity q)
    {
        var s = scan.S;
        while (q.Unit is { Kind: UnitKind.Period or UnitKind.Months } unit && q.Value.Fits)
        {
            var p = scan.SkipSpace(q.End);
            if (s[p] == '반' && p > q.End && Ends(s, p + 1) && unit.Id is "hour" or "minute" or "day" or "year" or "month" or "week" && s[p] == '반')
            {
                (q.Value, q.End) = (q.Value + 0.5m, p + 1);
                return;
            }
            if (!char.IsAsciiDigit(s[p])) return;
            var next = new Quantity { Start = p };
            if (Sino.Read(scan, p, Style, false, ref next) < 0 || !next.Value.Fits) return;
            Unit? own;
            int stop;
            if (Symbol(scan, next.End, out stop) is { } symbol) own = symbol;
            else own = _table.Match(scan, scan.SkipSpace(next.End), out stop)?.Unit;
            if (own is null || own.Kind != unit.Kind || own.Factor >= unit.Factor) return;
            (q.Value, q.Unit, q.End) = (q.Value.Times(unit.Factor / own.Factor) + next.Value, own, stop);
        }
    }

    // 이십삼만 명, 삼천 부, 십오 일; 이천, 사천, 만일 and 조선 are left alone.
    private bool SinoWord(Scan scan, int at, ref Quantity q)
    {
        var s = scan.S;
        if (!Sino.Has(s[at])) return false;
        var signs = Sino.Read(scan, at, Style, false, ref q);
        if (signs <= 0) return false;
        var end = q.End;
        var scaled = false;
        for (var i = at; i < end; i++) scaled |= Sino.IsUnit(s[i]);
        if (s[end] == '여' && scaled) { q.Approximation = Approximation.About; end++; }
        if (scan.At(end, "분의 ") && (Sino.Has(s[end + 3]) || char.IsAsciiDigit(s[end + 3]))) { (q.Unit, q.End) = (Units.Get("minute"), end + 1); return true; }
        if (s[end] == '%' || scan.At(end, " %")) { (q.Unit, q.End) = (Units.Get("percent"), s[end] == '%' ? end + 1 : end + 2); return true; }
        // The sign that ends the chain may be the counter's first: 십오일간, 이십일 개국.
        for (var cut = 0; cut < 2; cut++)
        {
            var from = end - cut;
            if (cut == 1)
            {
                if (signs < 2 || s[from] is not '일' || s[end] is not ('간' or ' ' or '\0')) break;
                var shorter = new Quantity { Start = at, Strength = Strength.Strong };
                s[from] = '\u0001';
                var read = Sino.Read(scan, at, Style, false, ref shorter);
                s[from] = '일';
                if (read <= 0 || shorter.End != from) break;
                if (_table.Match(scan, from, out var dayEnd) is not { Unit.Id: "day" } || !Ends(s, dayEnd) || s[end] != '간') break;
                q = shorter;
                (q.Unit, q.End) = (Units.Get("day"), dayEnd);
                return true;
            }
            var p = scan.SkipSpace(from);
            if (_table.Match(scan, p, out var stop) is not { Unit: { } unit } || !Ends(s, stop)) continue;
            if (!Counts(scan, at, signs, scaled, p > end, p, stop, unit)) continue;
            (q.Unit, q.End) = (unit, stop);
            if (q.Value.Key == "1" && unit.Kind == UnitKind.Count) q.Strength = Strength.Weak;
            More(scan, ref q);
            return true;
        }
        // A long chain stands without a counter: 이십삼만, 오십만을 넘었다.
        return signs >= 3 && scaled && s[at] is not ('조' or '경' or '구') && (!IsHangul(s[end]) || Ends(s, end) && s[end] is not ('일' or '인' or '안' or '전' or '외' or '동' or '정' or '여' or '간' or '중' or '등'))
            && q.Value.Value >= 20;
    }

    private static bool Counts(Scan scan, int at, int signs, bool scaled, bool overSpace, int from, int stop, Unit unit)
    {
        var s = scan.S;
        var length = stop - from;
        if (overSpace && length == 1) foreach (var word in NotCounters) if (scan.At(from, word)) return false;
        if (!scaled)
        {
            // 삼 년, 오 퍼센트, 육 개월: one sign needs a counter that leaves no doubt. 이 is "this" too, 사 and 구 are words.
            if (signs != 1) return false;
            if (unit.Kind == UnitKind.Money) return false;
            if (s[at] is '이' or '일' or '사' or '오' or '구' or '영' or '공' && (length < 2 || !overSpace && unit.Kind is not (UnitKind.Percent or UnitKind.Months or UnitKind.Anniversary))) return false;
            if (s[at] is '이' or '일' && overSpace && unit.Kind is UnitKind.Count) return false;
            return length >= 2 && unit.Id is not ("person" or "place" or "piece") || s[from] is '년' or '층' or '월' or '초' && overSpace;
        }
        if (signs == 1)
        {
            // 천 명, 백 년, 만 원; 천장, 백지, 만점, 조명 are words.
            if (s[at] is '조' or '경' or '억') return overSpace && unit.Kind == UnitKind.Money;
            if (overSpace) return length >= 2 || "명원년개부권장곳대번배분일회건평톤초".Contains(s[from], StringComparison.Ordinal);
            return "명원년개번배".Contains(s[from], StringComparison.Ordinal) || unit.Kind == UnitKind.Anniversary;
        }
        // 조사원, 조사 지점: a survey, not a trillion and four.
        if (s[at] == '조' && signs == 2) return false;
        // 이천 시 is a town's; 사천 성 a province's.
        if (s[at] is '이' or '사' && signs == 2 && s[at + 1] == '천' && s[from] is '시' or '성' or '도' or '면' or '군') return false;
        if (!overSpace && length == 1 && signs == 2 && s[from] is '자' or '장' or '기' or '조' or '과' or '성' or '선' or '대' or '도' or '해' or '절' or '행' or '열' or '무' or '방' or '단' or '급') return false;
        return true;
    }

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
        if (IsHangul(s[counter]) && _table.Match(scan, counter, out var end) is { } term && (term.NativeUnit ?? term.Unit) is { } unit && Ends(s, end)
            && (!first || unit.Kind == UnitKind.Ordinal) && NativeCounts(scan, at, p, counter, end, unit, p - at > 1))
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
            // "두 나라의 우정" counts without a counter; 한, 네, 서 and 너 are words of their own.
            if (tens || to > 0 || p - at != 1 || s[at] is not ('두' or '세') || !Scan.IsSpace(s[p]) || !IsHangul(s[p + 1])) return false;
            q.Strength = value == 2 ? Strength.Weak : Strength.Strong;
            return true;
        }
        if (!Ends(s, p) && !Scan.IsSpace(s[p])) return false;
        // 하나은행, 다섯이, 둘러싼
        if (IsHangul(s[p]) && (s[p] is '러' or '레')) return false;
        if (s[at] == '하' && scan.At(p, "님")) return false;
        q.Strength = value <= 2 ? Strength.Weak : Strength.Strong;
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
