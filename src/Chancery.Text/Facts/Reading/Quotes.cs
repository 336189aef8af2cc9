namespace Chancery.Text.Facts.Reading;

/// <summary>Quoted phrases. A quote stays inside its block and is not longer than a sentence may be.</summary>
internal static class Quotes
{
    private const int Longest = 300;

    public static void Find(Scan scan, List<Region> regions)
    {
        var (s, n) = (scan.S, scan.N);
        var region = 0;
        var found = 0;
        for (var i = 0; i < n; i++)
        {
            while (region < regions.Count && regions[region].End <= i) region++;
            if (region < regions.Count && regions[region].Start <= i) { i = regions[region].End - 1; continue; }
            var c = s[i];
            if (c < 0x2000 && c is not ('"' or '\'' or '«')) continue;
            var close = c switch
            {
                '"' => '"',
                '“' => '”',
                '„' => '“',
                '«' => '»',
                '‘' => '’',
                '\'' => '\'',
                '「' => '」',
                '『' => '』',
                '《' => '》',
                '〈' => '〉',
                _ => '\0',
            };
            if (close == '\0') continue;
            var single = c is '‘' or '\'';
            if (single && i > 0 && (char.IsAsciiLetterOrDigit(s[i - 1]))) continue;
            var end = -1;
            for (var k = i + 1; k < n && k - i <= Longest && s[k] != '\n'; k++)
            {
                var hit = s[k] == close || c == '“' && s[k] == '"' || c == '„' && s[k] == '”' || c == '‘' && s[k] == '\'';
                if (!hit) continue;
                // it's and '16 are no closing marks.
                if (single && char.IsAsciiLetterOrDigit(s[k + 1])) continue;
                end = k;
                break;
            }
            if (end <= i + 1 || Scan.IsSpace(s[i + 1]) && c is '"' or '\'') { if (c == '"' && end > i) i = end; continue; }
            found++;
            scan.AddText(FactKind.Quote, i, end + 1, "q:" + s.AsSpan(i + 1, end - i - 1).Trim(' ').ToString().ToLowerInvariant());
            if (single || c == '"') i = end;
        }
    }
}
