namespace Chancery.Text.Facts.Reading;

/// <summary>
/// Japanese and Chinese: numerals in figures or ideographs with a counter right behind them, dates in 年月日, no spaces.
/// An ideographic numeral counts only with a unit of the table behind it, or inside a chain of three signs and more.
/// </summary>
internal sealed class HanReader(string table, bool isJapanese) : Reader
{
    private static readonly Numerals Signs = new("〇零/一壱/二两兩/三/四/五/六/七/八/九", "十/百/千", "万萬/億亿/兆/京");

    private readonly SuffixTable _table = new(Resource.Read(table));

    protected override bool IsLatinForeign => true;

    private static bool IsRange(char c) => c is '~' or '-' or '–' or '至' or '到';

    protected override int ReadFigure(Scan scan, int at)
    {
        var s = scan.S;
        if (s[at] == '-' || s[at] == '’' || s[at] == '%') return at;
        if (char.IsAsciiDigit(s[at]))
        {
            if (Digits.NumericDate(scan, at, false, out var end, out var date, out var other))
            {
                var weekday = Weekday(scan, ref end);
                scan.AddDate(at, end, date, null, weekday, other);
                return end;
            }
            if (Time(scan, at, at, 0, out end) || Date(scan, at, out end) || Digits.Fraction(scan, at, out end)) return end;
        }
        return Read(scan, at);
    }

    protected override int ReadWord(Scan scan, int at)
    {
        var s = scan.S;
        if (Scan.IsLatin(s[at]))
        {
            return Units.Symbols.TryGetValue(s.AsSpan(at, Math.Min(3, s.Length - at)), out var code) && code.Kind == UnitKind.Money
                && char.IsAsciiDigit(s[scan.SkipSpace(at + 3)]) ? Read(scan, at) : at;
        }
        if (_table.Match(scan, at, out var end) is { } term)
        {
            if (term.Minute >= 0) { scan.AddTime(at, end, term.Minute); return end; }
            if (term.Weekday >= 0)
            {
                // 月曜日から金曜日まで, 周一至周五
                if (Link(scan, end) is var link && link > end && _table.Match(scan, link, out var last) is { Weekday: >= 0 } until && until.Weekday != term.Weekday)
                {
                    scan.AddWeekdays(at, last, (DayOfWeek)term.Weekday, (DayOfWeek)until.Weekday);
                    return last;
                }
                scan.AddWeekday(at, end, (DayOfWeek)term.Weekday);
                return end;
            }
            if ((term.Is(Role.Am) || term.Is(Role.Pm)) && Time(scan, at, scan.SkipSpace(end), term.Is(Role.Pm) ? 720 : -1, out var past)) return past;
            if (term.Before != Approximation.None) { (scan.Before, scan.BeforeEnd) = (term, end); return end; }
        }
        if (ShortWeekdays(scan, at)) return at + 3;
        if (s[at] == '第' && Ordinal(scan, at) is var ordinal && ordinal > at) return ordinal;
        if (scan.At(at, "半分") && isJapanese || scan.At(at, "一半") && !isJapanese) { scan.AddFraction(at, at + 2, 1, 2); return at + 2; }
        if (scan.At(at, "半年")) { scan.Add(new Quantity { Start = at, End = at + 2, Value = 6, Unit = Units.Get("month"), Strength = Strength.Strong }); return at + 2; }
        if (scan.At(at, "百分之") && Number(scan, at + 3, out var share))
        {
            (share.Start, share.Unit) = (at, Units.Get("percent"));
            scan.Add(share);
            return share.End;
        }
        // 数百人, 数万: no more than a hint.
        if (s[at] is '数' or '數' or '几')
        {
            decimal power = 1;
            var stop = at + 1;
            while (Signs.IsUnit(s[stop])) power *= Signs.Unit(s[stop++]);
            if (power >= 10) { scan.AddVague(at, stop, power); return stop; }
        }
        if (Signs.Has(s[at])) return Date(scan, at, out var dated) || Time(scan, at, at, 0, out dated) ? dated : Read(scan, at);
        return at + 1;
    }

    // 月~金; 月-日 is month and day.
    private static bool ShortWeekdays(Scan scan, int at)
    {
        var s = scan.S;
        if (!IsRange(s[at + 1]) || char.IsLetterOrDigit(s[at + 3]) || at > 0 && (char.IsLetterOrDigit(s[at - 1]) || IsRange(s[at - 1]))) return false;
        var (first, last) = (DayNames.IndexOf(s[at], StringComparison.Ordinal), DayNames.IndexOf(s[at + 2], StringComparison.Ordinal));
        if (first < 0 || last < 0 || first == last || s[at + 1] != '~' && s[at] == '月' && s[at + 2] == '日') return false;
        scan.AddWeekdays(at, at + 3, (DayOfWeek)first, (DayOfWeek)last);
        return true;
    }

    private const string DayNames = "日月火水木金土";

    private int Ordinal(Scan scan, int at)
    {
        if (!Number(scan, at + 1, out var q) || !q.Value.IsWholeIn(1, 99_999) || scan.S[q.End] == '者') return at;
        q.Start = at;
        if (_table.Match(scan, q.End, out var end) is { Unit: { } unit }) (q.End, q.Unit) = (end, unit.Kind == UnitKind.Anniversary ? unit : null);
        q.Unit ??= Units.Get("ordinal");
        q.Strength = q.Value.Value <= 2 && !char.IsAsciiDigit(scan.S[at + 1]) ? Strength.Weak : Strength.Strong;
        scan.Add(q);
        return q.End;
    }

    private bool Number(Scan scan, int at, out Quantity q)
    {
        q = new() { Start = at, End = at, Strength = Strength.Strong };
        return (char.IsAsciiDigit(scan.S[at]) || Signs.Has(scan.S[at])) && Signs.Read(scan, at, Style, true, ref q) >= 0;
    }

    private int Read(Scan scan, int at)
    {
        var s = scan.S;
        if (!Quantity(scan, at, out var q)) return at;
        if (scan.Facts.Count > 0 && scan.Facts[^1].Start >= scan.Source.Start(at)) return q.End;
        if (q.Unit is null && Dimension(scan, q) is var by && by > at) return by;
        if (q.Unit is null && q.IsPlain && IsFigureWord(s, q.End) && char.IsAsciiDigit(s[at])) return FigureWord(scan, at, q.End);
        if (scan.Before is { Before: not Approximation.None } before && scan.WordBefore(at) == before) q.Approximation = before.Before;
        // 3分の2, 三分之二
        var of = s[q.End] is 'の' or '之' && s[q.End - 1] == '分' ? q.End + 1 : scan.At(q.End, "分之") && !isJapanese ? q.End + 2 : 0;
        if (of > 0 && q.Value.IsWholeIn(2, 1_000_000) && Number(scan, of, out var part) && part.Value.IsWholeIn(1, (int)q.Value.Value))
        {
            scan.AddFraction(at, part.End, (long)part.Value.Value, (long)q.Value.Value);
            return part.End;
        }
        // 10人中3人, 100枚のうち90枚
        var among = q.Unit?.Kind == UnitKind.Count && q.Value.IsWholeIn(2, 1_000_000) ? scan.At(q.End, "のうち") ? q.End + 3 : s[q.End] == '中' ? q.End + (s[q.End + 1] == '有' ? 2 : 1) : 0 : 0;
        if (among > 0 && Number(scan, scan.SkipSpace(among), out var some) && some.Value.IsWholeIn(1, (int)q.Value.Value - 1))
        {
            AddUnit(scan, ref some);
            if (some.Unit == q.Unit)
            {
                scan.AddFraction(at, some.End, (long)some.Value.Value, (long)q.Value.Value, isOutOf: true);
                return some.End;
            }
        }
        // 10~12人, 10人から12人
        var p = IsRange(s[q.End]) ? q.End + 1 : scan.At(q.End, "から") ? scan.SkipSpace(q.End + 2) : 0;
        if (p > 0 && q.Value.Fits && q.Unit?.Kind != UnitKind.Ordinal && (char.IsAsciiDigit(s[p]) || Signs.Has(s[p])) && Quantity(scan, p, out var upper) && upper.Value.Fits
            && (q.Unit is null || q.Unit == upper.Unit) && upper.Value.Value > q.Value.Value)
            (q.UpTo, q.Unit, q.End, q.Other) = (upper.Value, upper.Unit, upper.End, null);
        if (_table.Match(scan, q.End, out var more) is { After: not Approximation.None } after) q.Approximation = after.After;
        if (q.Unit is null && !char.IsAsciiDigit(s[at]) && s[at] is not ('$' or '¥') && q.UpTo is null)
        {
            // 一部, 三菱, 十分, 万一: words.
            if (q.End - at < 3 || q.Value.Value < 20) return q.End;
        }
        if (q.Unit is { Kind: UnitKind.Count } && q.Value.Fits && q.Value.Value <= 2 && q.UpTo is null && !char.IsAsciiDigit(s[at])) q.Strength = Strength.Weak;
        // 16進: a base.
        if (q.Unit is null && s[scan.SkipSpace(q.End)] is '進' or '进') q.Strength = Strength.Weak;
        if (q.Value.Key == "1" && q.UpTo is null && q.Unit?.Kind is null or UnitKind.Count) q.Strength = Strength.Weak;
        if (q.Unit is null && q.IsPlain && q.Digits == 4 && q.Value.IsWholeIn(1900, 2099)) scan.AddDate(at, q.End, new((int)q.Value.Value));
        else scan.Add(q);
        return q.End;
    }

    private bool Quantity(Scan scan, int at, out Quantity q)
    {
        var s = scan.S;
        q = new() { Start = at, End = at, Strength = Strength.Strong };
        if (!char.IsAsciiDigit(s[at]) && !Signs.Has(s[at]))
        {
            foreach (var length in (ReadOnlySpan<int>)[3, 2, 1])
            {
                if (!Units.Symbols.TryGetValue(s.AsSpan(at, Math.Min(length, s.Length - at)), out var money) || money.Kind != UnitKind.Money) continue;
                var p = scan.SkipSpace(at + length);
                if (!char.IsAsciiDigit(s[p]) || !Number(scan, p, out q)) continue;
                (q.Unit, q.Start) = (money, at);
                return true;
            }
            return false;
        }
        if (!Number(scan, at, out q))
        {
            if (!char.IsAsciiDigit(s[at])) return false;
            var figure = Digits.Read(scan, at, Style);
            scan.AddText(FactKind.Identifier, at, figure.End, "v:" + s.AsSpan(at, figure.End - at).ToString());
            q.End = figure.End;
            return true;
        }
        AddUnit(scan, ref q);
        // 2時間30分, 1年6か月
        while (q.Unit is { Kind: UnitKind.Period or UnitKind.Months } unit && q.Value.Fits)
        {
            if (s[q.End] == '半') { (q.Value, q.End) = (q.Value + 0.5m, q.End + 1); break; }
            if (!Number(scan, q.End, out var next) || !next.Value.Fits) break;
            AddUnit(scan, ref next);
            if (next.Unit is not { } own || own.Kind != unit.Kind || own.Factor >= unit.Factor) break;
            (q.Value, q.Unit, q.End) = (q.Value.Times(unit.Factor / own.Factor) + next.Value, own, next.End);
        }
        return true;
    }

    private void AddUnit(Scan scan, ref Quantity q)
    {
        var s = scan.S;
        var p = scan.SkipSpace(q.End);
        for (var length = Units.LongestSymbol; length > 0; length--)
        {
            if (p + length > scan.N || !Units.Symbols.TryGetValue(s.AsSpan(p, length), out var unit) || _table.Begins(s[p]) && !Scan.IsLatin(s[p]) && s[p] != '%') continue;
            if (s[p] == '%' && _table.Match(scan, p, out var longer) is { Unit: { } points } && longer - p > length) { (q.Unit, q.End) = (points, longer); return; }
            if (Scan.IsLatin(s[p + length - 1]) && (Scan.IsLatin(s[p + length]) || char.IsAsciiDigit(s[p + length]))) continue;
            if (unit.Kind == UnitKind.Money && char.IsAsciiDigit(s[p + length])) continue;
            (q.Unit, q.End) = (unit, p + length);
            return;
        }
        if (_table.Match(scan, p, out var end) is not { Unit: { } found }) return;
        // 十分 is "enough", 一度 and 一部 are words; 二人 and 三回 count.
        if (isJapanese && !char.IsAsciiDigit(s[q.Start]) && q.End - q.Start == 1 && s[p] is '分' or '部' or '度' or '本' or '代' or '体' or '面' or '元' or '日' or '点' or '位' or '次' or '号' && !char.IsAsciiDigit(s[q.Start])) return;
        // 1度だけ: once; 20度 is warm.
        if (found.Id == "deg" && q.Value.Fits && q.Value.Value <= 3) found = Units.Get("times");
        (q.Unit, q.End) = (found, end);
    }

    private bool Part(Scan scan, int at, char marker, out int value, out int end)
    {
        (value, end) = (0, at);
        if (!Number(scan, at, out var q) || !q.Value.IsWholeIn(1, 2999)) return false;
        (value, end) = ((int)q.Value.Value, scan.SkipSpace(q.End));
        if (scan.S[end] != marker && !(marker == '日' && scan.S[end] is '号' or '號' && !isJapanese)) return false;
        end++;
        return true;
    }

    private static DayOfWeek? Weekday(Scan scan, ref int end)
    {
        var s = scan.S;
        var p = scan.SkipSpace(end);
        var bracket = s[p] == '(';
        if (bracket) p++;
        var chinese = scan.At(p, "星期") ? 2 : scan.At(p, "周") ? 1 : 0;
        var day = chinese > 0 ? "日一二三四五六".IndexOf(s[p + chinese], StringComparison.Ordinal) : DayNames.IndexOf(s[p], StringComparison.Ordinal);
        if (day < 0) return null;
        p += chinese + 1;
        var full = scan.At(p, "曜日") ? 2 : scan.At(p, "曜") ? 1 : 0;
        p += full;
        if (bracket) { if (s[p] != ')') return null; p++; }
        else if (chinese == 0 && full == 0) return null;
        end = p;
        return (DayOfWeek)day;
    }

    private bool Date(Scan scan, int at, out int end)
    {
        var s = scan.S;
        end = at;
        int? year = null;
        var p = at;
        if (Part(scan, p, '年', out var y, out var past) && y >= 1000 && s[past] is not '间' and not '間') (year, p, end) = (y, scan.SkipSpace(past), past);
        else if (char.IsAsciiDigit(s[at]) && Digits.Small(s, at, 4, out var from, out var tilde) && tilde - at == 4 && IsRange(s[tilde]) && Part(scan, tilde + 1, '年', out var to, out past) && to > from)
        {
            scan.AddDate(at, end = past, new(from), new(to));
            return true;
        }
        else if (scan.At(Digits.Run(s, at), "年代") && Digits.Small(s, at, 4, out var decade, out past) && decade % 10 == 0)
        {
            scan.AddDate(at, end = past + 2, new(decade < 100 ? 1900 + decade : decade, IsDecade: true));
            return true;
        }
        if (year is not null && s[end] == '代') { scan.AddDate(at, ++end, new(year, IsDecade: true)); return true; }
        if (!Part(scan, p, '月', out var month, out past) || month > 12)
        {
            if (year is null) return false;
            PartialDate? last = null;
            var gap = Link(scan, end);
            if (gap > end && Part(scan, gap, '年', out var other, out past) && other > year) (last, end) = (new(other), past);
            scan.AddDate(at, end, new(year), last);
            return true;
        }
        end = past;
        PartialDate date = new(year, month);
        PartialDate? until = null;
        DayOfWeek? weekday = null;
        p = scan.SkipSpace(past);
        if (Part(scan, p, '日', out var day, out past) && day <= 31 && s[past] is not '间' and not '間')
        {
            (date, end) = (date with { Day = day }, past);
            weekday = Weekday(scan, ref end);
            var link = Link(scan, end);
            var linked = link;
            int? lastYear = year, lastMonth = month;
            if (linked > end)
            {
                if (Part(scan, linked, '年', out y, out past) && y >= 1000) (lastYear, linked) = (y, past);
                if (Part(scan, linked, '月', out var m, out past) && m <= 12) (lastMonth, linked) = (m, past);
                if (Part(scan, linked, '日', out var d, out past) && d <= 31 && s[past] is not '间' and not '間')
                {
                    (until, end) = (new(lastYear, lastMonth, d), past);
                    Weekday(scan, ref end);
                }
            }
        }
        else if (Digits.Small(s, p, 2, out day, out past) && day is >= 1 and <= 31 && IsRange(s[past]) && Part(scan, past + 1, '日', out var last, out var stop) && last > day)
            (date, until, end) = (date with { Day = day }, new(year, month, last), stop);
        scan.AddDate(at, end, date, until, weekday);
        return true;
    }

    private static int Link(Scan scan, int at)
        => IsRange(scan.S[at]) ? at + 1 : scan.At(at, "から") ? at + 2 : at;

    private bool Time(Scan scan, int start, int at, int half, out int end)
    {
        if (!OneTime(scan, at, half, out end, out var minutes)) return false;
        var link = Link(scan, end);
        if (link > end)
        {
            var second = half;
            if (_table.Match(scan, link, out var after) is { } term && (term.Is(Role.Am) || term.Is(Role.Pm))) (second, link) = (term.Is(Role.Pm) ? 720 : -1, scan.SkipSpace(after));
            if (OneTime(scan, link, second, out var last, out var until))
            {
                scan.AddTime(start, end = last, minutes, until);
                return true;
            }
        }
        scan.AddTime(start, end, minutes, otherMinutes: half == 0 && minutes is >= 60 and < 720 && scan.S.AsSpan(at, end - at).IndexOf(':') < 0 ? minutes + 720 : null);
        return true;
    }

    private bool OneTime(Scan scan, int at, int half, out int end, out int minutes)
    {
        var s = scan.S;
        if (!Digits.Clock(scan, at, out end, out minutes))
        {
            if (!Number(scan, at, out var q) || !q.Value.IsWholeIn(0, 24)) return false;
            end = scan.SkipSpace(q.End);
            var marker = isJapanese ? s[end] == '时' || s[end] == '時' : s[end] is '时' or '時' or '点' or '點';
            if (!marker || s[end + 1] is '间' or '間' or '代') return false;
            // 一時 and 同時 are words: ideographs need the half of the day before, or minutes behind.
            if (half == 0 && !char.IsAsciiDigit(s[at]) && s[end + 1] != '半' && !Signs.Has(s[end + 1])) return false;
            // 三点 may be three points; a half of the day or minutes make it a clock.
            if (!isJapanese && half == 0 && s[end] is '点' or '點' && !char.IsAsciiDigit(s[end + 1])) return false;
            minutes = (int)q.Value.Value * 60;
            end++;
            if (s[end] == '半') { minutes += 30; end++; }
            else if (Number(scan, end, out var past) && past.Value.IsWholeIn(0, 59) && s[past.End] == '分' && s[past.End + 1] is not '钟' and not '鐘' and not '間')
            {
                minutes += (int)past.Value.Value;
                end = past.End + 1;
            }
        }
        if (half != 0 && minutes <= 779) minutes = minutes % 720 + Math.Max(half, 0);
        return true;
    }
}
