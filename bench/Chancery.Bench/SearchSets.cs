using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Chancery.Bench;

/// <summary>A document of the search sets, as <c>chancery import stories</c> reads it.</summary>
internal sealed record SearchDocument(string Id, string Story, string Language, string Title, List<string> Headings, string Body);

/// <summary>A query of the search sets. Its kind stands in the id: <c>ko-title-0012</c>.</summary>
internal sealed record SearchQuery(string Id, string Language, string Words, string Answer)
{
    public string Kind => Id[..Id.LastIndexOf('-')];
}

/// <summary>
/// Documents and queries to measure the archive search by, made of the help pages of LibreOffice that Debian packages
/// (<c>libreoffice-help-ko</c>, <c>-en-us</c>, <c>-ru</c>, <c>-tr</c>, <c>-fr</c>; the same pages in five languages).
/// <c>dotnet run --project bench/Chancery.Bench -c Release -- search-sets DIR</c> writes documents.jsonl, queries.tsv and
/// qrels.tsv; <c>search-score DIR RUN</c> prints MRR@10 and recall@10 of a run file (<c>qid TAB id id …</c>, best first).
/// </summary>
internal static class SearchSets
{
    private const string Help = "/usr/share/libreoffice/help";
    private const int QueriesPerKind = 300;

    private static readonly (string Folder, string Language)[] Languages = [("ko", "ko"), ("en-US", "en"), ("ru", "ru"), ("tr", "tr"), ("fr", "fr")];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static int Build(string folder)
    {
        if (!Directory.Exists(Help))
        {
            Console.WriteLine("First: apt-get install --no-install-recommends libreoffice-help-ko libreoffice-help-en-us libreoffice-help-ru libreoffice-help-tr libreoffice-help-fr");
            return 1;
        }
        Directory.CreateDirectory(folder);
        var documents = Languages.SelectMany(language => Read(language.Folder, language.Language)).ToList();
        File.WriteAllLines(Path.Combine(folder, "documents.jsonl"), documents.Select(document => JsonSerializer.Serialize(document, Json)));
        var queries = Korean(documents, new Random(16)).Concat(Typos(documents, new Random(17))).Concat(Crossing(documents, new Random(18))).ToList();
        File.WriteAllLines(Path.Combine(folder, "queries.tsv"), queries.Select(query => $"{query.Id}\t{query.Language}\t{query.Words}"));
        File.WriteAllLines(Path.Combine(folder, "qrels.tsv"), queries.Select(query => $"{query.Id}\t{query.Answer}"));
        foreach (var kind in queries.GroupBy(query => query.Kind)) Console.WriteLine($"{kind.Key,-22}{kind.Count(),6}   {kind.First().Words}");
        Console.WriteLine($"{documents.Count:N0} documents, {documents.Sum(document => (long)document.Body.Length):N0} characters, {queries.Count:N0} queries in {folder}");
        return 0;
    }

    public static List<SearchDocument> Documents(string folder) =>
        [.. File.ReadLines(Path.Combine(folder, "documents.jsonl")).Select(line => JsonSerializer.Deserialize<SearchDocument>(line, Json)!)];

    public static List<SearchQuery> Queries(string folder)
    {
        var answers = File.ReadLines(Path.Combine(folder, "qrels.tsv")).Select(line => line.Split('\t')).ToDictionary(cells => cells[0], cells => cells[1]);
        return [.. File.ReadLines(Path.Combine(folder, "queries.tsv")).Select(line => line.Split('\t'))
            .Select(cells => new SearchQuery(cells[0], cells[1], cells[2], answers[cells[0]]))];
    }

    /// <summary>Prints MRR@10 and recall@10 of each kind. Ids of a run may be of editions (<c>ko:a/b</c>) or of stories (<c>a/b</c>).</summary>
    public static int Score(string folder, string run)
    {
        var found = File.ReadLines(run).Select(line => line.Split('\t', 2)).GroupBy(cells => cells[0])
            .ToDictionary(lines => lines.Key, lines => lines.SelectMany(cells => cells.Length > 1 ? cells[1].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) : []).ToArray());
        Print(Queries(folder).Select(query => (query, found.GetValueOrDefault(query.Id) ?? [])));
        return 0;
    }

    public static void Print(IEnumerable<(SearchQuery Query, string[] Found)> results)
    {
        var (korean, kinds) = ((0.0, 0.0), 0);
        Console.WriteLine($"{"kind",-22}{"queries",8}{"MRR@10",9}{"recall@10",11}");
        foreach (var kind in results.GroupBy(result => result.Query.Kind))
        {
            var ranks = kind.Select(result => Array.FindIndex(result.Found, id => id == result.Query.Answer || id == Story(result.Query.Answer))).Select(rank => rank is >= 0 and < 10 ? rank + 1 : 0).ToList();
            var (mrr, recall) = (ranks.Average(rank => rank == 0 ? 0 : 1.0 / rank), ranks.Average(rank => rank == 0 ? 0 : 1.0));
            Console.WriteLine($"{kind.Key,-22}{ranks.Count,8}{mrr,9:0.000}{recall,11:0.000}");
            if (!kind.Key.StartsWith("ko-", StringComparison.Ordinal)) continue;
            korean = (korean.Item1 + mrr, korean.Item2 + recall);
            kinds++;
        }
        Console.WriteLine($"{"Korean, mean",-30}{korean.Item1 / kinds,9:0.000}{korean.Item2 / kinds,11:0.000}");
    }

    private static string Story(string id) => id[(id.IndexOf(':') + 1)..];

    private static IEnumerable<SearchDocument> Read(string folder, string language)
    {
        var root = Path.Combine(Help, folder, "text");
        if (!Directory.Exists(root)) yield break;
        foreach (var file in Directory.EnumerateFiles(root, "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var html = File.ReadAllText(file);
            var story = Path.ChangeExtension(Path.GetRelativePath(root, file), null).Replace('\\', '/');
            var title = Plain(Between(html, "<title>", "</title>"));
            var from = html.IndexOf("id=\"DisplayArea\"", StringComparison.Ordinal);
            if (from < 0 || title.Length == 0) continue;
            var to = html.IndexOf("<div id=\"DonationFrame\"", from, StringComparison.Ordinal);
            var area = html[(html.IndexOf('>', from) + 1)..(to < 0 ? html.Length : to)];
            var (headings, body) = (new List<string>(), new StringBuilder());
            for (var i = 0; i < area.Length;)
            {
                var open = area.IndexOf('<', i);
                if (open < 0) open = area.Length;
                body.Append(area, i, open - i);
                i = open;
                if (i == area.Length) break;
                var close = area.IndexOf('>', i);
                if (close < 0) break;
                var tag = area[(i + 1)..close];
                i = close + 1;
                if (tag.StartsWith('h') && tag.Length > 1 && char.IsAsciiDigit(tag[1]))
                {
                    var end = area.IndexOf("</h", i, StringComparison.Ordinal);
                    if (end < 0) continue;
                    var heading = Plain(area[i..end]);
                    if (heading.Length > 0 && heading != title) headings.Add(heading);
                    i = end;
                }
                else if (tag.StartsWith("script", StringComparison.Ordinal) && area.IndexOf("</script>", i, StringComparison.Ordinal) is > 0 and var script) i = script;
                else if (tag is "br" or "/p" or "/li" or "/td" or "/div" or "/pre" or "/h1" or "/h2" or "/h3") body.Append('\n');
            }
            var text = string.Join('\n', body.ToString().Split('\n').Select(Plain).Where(line => line.Length > 0));
            if (text.Length >= 80) yield return new($"{language}:{story}", story, language, title, headings, text);
        }
    }

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        if (start < 0) return "";
        start += from.Length;
        var end = text.IndexOf(to, start, StringComparison.Ordinal);
        return end < 0 ? "" : text[start..end];
    }

    private static string Plain(string html)
    {
        var output = new StringBuilder(html.Length);
        for (var i = 0; i < html.Length; i++)
        {
            if (html[i] == '<' && html.IndexOf('>', i) is > 0 and var close) i = close;
            else output.Append(html[i]);
        }
        return string.Join(' ', WebUtility.HtmlDecode(output.ToString()).Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static IEnumerable<SearchQuery> Korean(List<SearchDocument> all, Random random)
    {
        var documents = all.Where(document => document.Language == "ko").ToList();
        var titles = documents.GroupBy(document => Despaced(document.Title)).Where(same => same.Count() == 1).Select(same => same.First())
            .Where(document => Hangul(document.Title) >= 4 && Words(document.Title).Length >= 2).ToList();
        foreach (var (kind, change) in new (string, Func<string, Random, string?>)[]
        {
            ("title", (title, _) => title), ("particles", OtherParticles), ("nospace", (title, _) => title.Replace(" ", "", StringComparison.Ordinal)),
            ("spacelost", SpaceLost), ("spaceextra", SpaceExtra), ("typo", WrongJamo),
        })
            foreach (var query in Sample(kind, titles, document => change(document.Title, random))) yield return query;

        var isTitle = documents.Select(document => Despaced(document.Title)).ToHashSet();
        var headings = documents.SelectMany(document => document.Headings.Distinct().Select(heading => (document, heading))).Where(pair => !isTitle.Contains(Despaced(pair.heading)))
            .GroupBy(pair => Despaced(pair.heading)).Where(same => same.Count() == 1).Select(same => same.First())
            .Where(pair => Hangul(pair.heading) >= 5 && Words(pair.heading).Length >= 2 && pair.heading.Length < 60).ToList();
        foreach (var (pair, i) in Shuffled(headings, random).Take(QueriesPerKind).Select((pair, i) => (pair, i)))
            yield return new($"ko-heading-{i:0000}", "ko", pair.heading, pair.document.Id);

        var sentences = documents.SelectMany(document => document.Body.Split('\n').SelectMany(line => line.Split(". ")).Select(sentence => (document, sentence: sentence.Trim('.', ' '))))
            .Where(pair => Words(pair.sentence) is { Length: >= 8 and <= 30 } words && words.Count(word => Hangul(word) >= 2) >= 7)
            .GroupBy(pair => pair.sentence).Where(same => same.Count() == 1).Select(same => same.First()).ToList();
        var chosen = Shuffled(sentences, random).Take(QueriesPerKind).Select(pair => (pair.document, words: Some(pair.sentence))).ToList();
        for (var i = 0; i < chosen.Count; i++) yield return new($"ko-body-{i:0000}", "ko", string.Join(' ', chosen[i].words), chosen[i].document.Id);
        for (var i = 0; i < chosen.Count; i++) yield return new($"ko-bodynospace-{i:0000}", "ko", string.Concat(chosen[i].words), chosen[i].document.Id);

        string[] Some(string sentence)
        {
            var words = Words(sentence).Select(word => word.Trim(',', '.', '(', ')', '"', ':', ';')).Where(word => Hangul(word) >= 2).ToArray();
            var from = random.Next(words.Length - 5);
            return words[from..(from + 6)];
        }

        IEnumerable<SearchQuery> Sample(string kind, List<SearchDocument> from, Func<SearchDocument, string?> make) =>
            Shuffled(from, random).Select(document => (document, words: make(document))).Where(pair => pair.words is not null)
                .Take(QueriesPerKind).Select((pair, i) => new SearchQuery($"ko-{kind}-{i:0000}", "ko", pair.words!, pair.document.Id));
    }

    // Pages that nobody translated have the same title in all languages, and are no question.
    private static IEnumerable<SearchQuery> Typos(List<SearchDocument> all, Random random)
    {
        foreach (var language in new[] { "en", "ru", "tr", "fr" })
        {
            foreach (var exact in new[] { true, false })
            {
                var titles = all.GroupBy(document => document.Title).Where(same => same.Count() == 1).Select(same => same.First()).Where(document => document.Language == language)
                    .Where(document => Words(document.Title).Length >= 2).Select(document => (document, words: exact ? document.Title : WrongLetter(document.Title, random)))
                    .Where(pair => pair.words is not null).ToList();
                foreach (var (pair, i) in Shuffled(titles, random).Take(QueriesPerKind).Select((pair, i) => (pair, i)))
                    yield return new($"{language}-{(exact ? "title" : "typo")}-{i:0000}", language, pair.words!, pair.document.Id);
            }
        }
    }

    // The title in another language; the answer is the Korean edition of the same story, collapsed by story.
    private static IEnumerable<SearchQuery> Crossing(List<SearchDocument> all, Random random)
    {
        var korean = all.Where(document => document.Language == "ko").ToDictionary(document => document.Story);
        foreach (var language in new[] { "en", "ru", "tr", "fr" })
        {
            var titles = all.Where(document => document.Language == language && korean.TryGetValue(document.Story, out var same) && Hangul(same.Title) >= 2)
                .GroupBy(document => document.Title).Where(same => same.Count() == 1).Select(same => same.First()).Where(document => Words(document.Title).Length >= 2).ToList();
            foreach (var (document, i) in Shuffled(titles, random).Take(QueriesPerKind).Select((document, i) => (document, i)))
                yield return new($"cross-{language}-{i:0000}", language, document.Title, korean[document.Story].Id);
        }
    }

    private static readonly string[][] Particles =
        [["을", "를"], ["은", "는"], ["이", "가"], ["으로", "로"], ["과", "와"], ["에"], ["에서"], ["의"], ["도", "도"], ["에는"], ["까지"], ["이나", "나"]];

    private static string? OtherParticles(string title, Random random)
    {
        var words = Words(title);
        var changed = false;
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (word.Length < 2 || word[^1] is < '\uAC00' or > '\uD7A3') continue;
            var old = Particles.SelectMany(forms => forms).Where(form => word.Length >= form.Length + 2 && word.EndsWith(form, StringComparison.Ordinal) && form is not ("이" or "가" or "도" or "나" or "이나" or "로" or "과" or "은" or "의")).MaxBy(form => form.Length);
            var stem = old is null ? word : word[..^old.Length];
            // A verb takes no particle; what ends like one is left alone.
            if (old is null && stem[^1] is '다' or '요' or '기' or '는' or '한' or '할' or '된' || stem[^1] is < '\uAC00' or > '\uD7A3') continue;
            var forms = Particles[random.Next(Particles.Length)];
            var closed = (stem[^1] - '\uAC00') % 28;
            var form = forms.Length == 1 ? forms[0] : forms[closed == 0 || forms[0] == "으로" && closed == 8 ? 1 : 0];
            if (form == old) continue;
            words[i] = stem + form;
            changed = true;
        }
        return changed ? string.Join(' ', words) : null;
    }

    private static string? SpaceLost(string title, Random random)
    {
        var spaces = Enumerable.Range(1, title.Length - 1).Where(i => title[i] == ' ' && Hangul(title[(i - 1)..(i + 2)]) > 0).ToArray();
        return spaces.Length == 0 ? null : title.Remove(spaces[random.Next(spaces.Length)], 1);
    }

    private static string? SpaceExtra(string title, Random random)
    {
        var places = Enumerable.Range(1, title.Length - 1).Where(i => Hangul(title[(i - 1)..(i + 1)]) == 2).ToArray();
        return places.Length == 0 ? null : title.Insert(places[random.Next(places.Length)], " ");
    }

    private static string? WrongJamo(string title, Random random)
    {
        var places = Enumerable.Range(0, title.Length).Where(i => Hangul(title[i..(i + 1)]) == 1).ToArray();
        if (places.Length == 0) return null;
        var place = places[random.Next(places.Length)];
        var syllable = title[place] - '\uAC00';
        var (lead, vowel, tail) = (syllable / 588, syllable / 28 % 21, syllable % 28);
        switch (random.Next(3))
        {
            case 0: lead = (lead + 1 + random.Next(18)) % 19; break;
            case 1: vowel = (vowel + 1 + random.Next(20)) % 21; break;
            default: tail = tail == 0 ? new[] { 1, 4, 8, 16, 17, 19, 21 }[random.Next(7)] : 0; break;
        }
        return title[..place] + (char)('\uAC00' + lead * 588 + vowel * 28 + tail) + title[(place + 1)..];
    }

    private static string? WrongLetter(string title, Random random)
    {
        var words = Words(title);
        var places = Enumerable.Range(0, words.Length).Where(i => words[i].Length >= 5 && words[i].All(char.IsLetter)).ToArray();
        if (places.Length == 0) return null;
        var at = places[random.Next(places.Length)];
        var word = words[at];
        var i = 1 + random.Next(word.Length - 2);
        var other = word[random.Next(word.Length)];
        words[at] = random.Next(4) switch
        {
            0 => word.Remove(i, 1),
            1 => word.Insert(i, char.ToLower(other, CultureInfo.InvariantCulture).ToString()),
            2 => word[..i] + char.ToLower(other, CultureInfo.InvariantCulture) + word[(i + 1)..],
            _ => word[..i] + word[i + 1] + word[i] + word[(i + 2)..],
        };
        return words[at] == word ? null : string.Join(' ', words);
    }

    private static List<T> Shuffled<T>(List<T> items, Random random)
    {
        var copy = items.ToArray();
        random.Shuffle(copy);
        return [.. copy];
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    private static string Despaced(string text) => text.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
    private static int Hangul(string text) => text.Count(c => c is >= '\uAC00' and <= '\uD7A3');
}
