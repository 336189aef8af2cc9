namespace Chancery.Text.Facts.Reading;

internal enum UnitKind { Count, Percent, PercentPoints, Money, Measure, Period, Months, Multiple, Anniversary, Ordinal, Page }

/// <summary>What a number may be a number of. <paramref name="Factor"/> leads to <paramref name="Base"/>.</summary>
internal sealed record Unit(string Id, UnitKind Kind, string Base, decimal Factor = 1)
{
    /// <summary>As it is printed beside a number.</summary>
    public string Symbol { get; init; } = Id;
}

/// <summary>The units that tables name by id, and the symbols that are the same in every language.</summary>
internal static class Units
{
    private static readonly Dictionary<string, Unit> ById = new(StringComparer.Ordinal);
    private static readonly Dictionary<string, Unit> BySymbol = new(StringComparer.Ordinal);

    public static Dictionary<string, Unit>.AlternateLookup<ReadOnlySpan<char>> Symbols { get; }

    /// <summary>Longest symbol.</summary>
    public const int LongestSymbol = 6;

    public static Unit Get(string id) => ById[id];

    public static Unit GetOrCount(string id)
        => ById.TryGetValue(id, out var unit) ? unit : ById[id] = new(id, UnitKind.Count, id);

    static Units()
    {
        // id, base, factor, symbols
        foreach (var line in """
            m m 1 m
            km m 1000 km ㎞
            cm m 0.01 cm
            mm m 0.001 mm
            um m 0.000001 µm μm
            nm m 0.000000001 nm
            mile mile 1 mi
            foot foot 1 ft
            inch inch 1 in.
            yard yard 1 yd
            m2 m² 1 m² m2 sqm ㎡
            km2 m² 1000000 km² km2
            cm2 m² 0.0001 cm² cm2
            ha m² 10000 ha
            acre acre 1
            sqmile mile² 1
            sqfoot foot² 1
            pyeong pyeong 1
            m3 m³ 1 m³ m3
            l L 1 L l ℓ
            ml L 0.001 ml mL
            gallon gallon 1
            kg kg 1 kg
            g kg 0.001 g
            mg kg 0.000001 mg
            t kg 1000 t
            pound lb 1 lb lbs
            ounce oz 1 oz
            c °C 1 °C
            f °F 1 °F
            k K 1
            deg ° 1 °
            b B 1 
            kb B 1000 KB kB
            mb B 1000000 MB
            gb B 1000000000 GB
            tb B 1000000000000 TB
            pb B 1000000000000000 PB
            kib B 1024 KiB Ki
            mib B 1048576 MiB Mi
            gib B 1073741824 GiB Gi
            tib B 1099511627776 TiB Ti
            bit bit 1
            kbps bit/s 1000 Kbps kbps
            mbps bit/s 1000000 Mbps Mbit/s Mb/s
            gbps bit/s 1000000000 Gbps Gbit/s Gb/s
            kmh km/h 1 km/h kph
            mph mph 1 mph
            mps m/s 1 m/s
            hz Hz 1 Hz
            khz Hz 1000 kHz KHz
            mhz Hz 1000000 MHz
            ghz Hz 1000000000 GHz
            w W 1 W
            kw W 1000 kW KW
            mw W 1000000 MW
            gw W 1000000000 GW
            wh Wh 1 Wh
            kwh Wh 1000 kWh KWh
            mwh Wh 1000000 MWh
            v V 1 V
            mah mAh 1 mAh
            ma A 0.001 mA
            px px 1 px
            dpi dpi 1 dpi
            ppm ppm 1 ppm
            db dB 1 dB
            cal cal 1 cal
            kcal cal 1000 kcal
            pa Pa 1 Pa
            hpa Pa 100 hPa
            """.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            Add(new(words[0], UnitKind.Measure, words[1], Parse(words[2])) { Symbol = words.Length > 3 ? words[3] : words[0] }, words.AsSpan(3));
        }
        foreach (var (id, seconds, symbols) in new (string, decimal, string[])[]
        {
            ("ns", 0.000000001m, ["ns"]), ("us", 0.000001m, ["µs", "μs", "us"]), ("ms", 0.001m, ["ms"]),
            ("second", 1, ["s", "sec", "secs"]), ("minute", 60, ["min", "mins"]), ("hour", 3600, ["h", "hr", "hrs"]),
            ("day", 86400, ["d"]), ("week", 604800, []), ("fortnight", 1209600, []),
        }) Add(new(id, UnitKind.Period, "s", seconds), symbols);
        foreach (var (id, months) in new (string, decimal)[]
        {
            ("month", 1), ("quarter", 3), ("halfyear", 6), ("year", 12), ("decade", 120), ("century", 1200), ("millennium", 12000),
        }) Add(new(id, UnitKind.Months, "month", months), []);
        Add(new("percent", UnitKind.Percent, "%"), ["%", "％", "﹪"]);
        Add(new("permille", UnitKind.Percent, "%", 0.1m), ["‰"]);
        Add(new("points", UnitKind.PercentPoints, "%p"), ["%p", "%P", "pp", "p.p.", "%포인트", "%point", "%pt"]);
        Add(new("times", UnitKind.Count, "times"), []);
        Add(new("fold", UnitKind.Multiple, "fold"), ["×", "x"]);
        Add(new("anniversary", UnitKind.Anniversary, "anniversary"), []);
        Add(new("ordinal", UnitKind.Ordinal, "ordinal"), []);
        Add(new("person", UnitKind.Count, "person"), []);
        foreach (var code in "USD EUR GBP KRW JPY CNY RUB AZN TRY CHF SEK NOK DKK CAD AUD INR UAH GEL KZT AED SAR PLN BRL HKD SGD CENT".Split(' '))
            Add(new(code, UnitKind.Money, code), code == "CENT" ? [] : [code]);
        foreach (var (symbol, code) in new[]
        {
            ("$", "USD"), ("US$", "USD"), ("€", "EUR"), ("£", "GBP"), ("₩", "KRW"), ("¥", "JPY"), ("₽", "RUB"), ("₼", "AZN"), ("₺", "TRY"), ("₹", "INR"),
            ("元", "CNY"), ("円", "JPY"), ("A$", "AUD"), ("C$", "CAD"),
        }) BySymbol[symbol] = ById[code];
        Symbols = BySymbol.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private static decimal Parse(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static void Add(Unit unit, ReadOnlySpan<string> symbols)
    {
        ById[unit.Id] = unit;
        foreach (var symbol in symbols) BySymbol[symbol] = unit;
    }
}
