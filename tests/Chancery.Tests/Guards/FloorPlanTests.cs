using System.Text.RegularExpressions;

namespace Chancery.Tests.Guards;

/// <summary>The table in docs/floor-plan.txt against the compiled application and its pages.</summary>
public sealed partial class FloorPlanTests
{
    private static readonly HashSet<string> Base = ["Kernel", "Storage", "Platform"];
    private readonly Dictionary<string, HashSet<string>> _plan = Plan();

    [Fact]
    public void No_part_knows_more_than_the_floor_plan_allows()
    {
        var broken = References.Of(typeof(Program).Assembly.Location)
            .Select(pair => (From: Part(pair.From), To: Part(pair.To), pair))
            .Where(r => r.From is not null && r.To is not null && !MayKnow(r.From, r.To))
            .Select(r => $"{r.From} knows {r.To}: {r.pair.From} names {r.pair.To}")
            .Order(StringComparer.Ordinal).ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void No_page_uses_a_namespace_that_the_floor_plan_does_not_allow()
    {
        var broken = Repository.Sources("*.cshtml").SelectMany(file => Names().Matches(File.ReadAllText(file)).Select(m => (file, To: m.Value)))
            .Select(r => (From: Part("Chancery." + Path.GetRelativePath(Repository.Source, r.file).Replace(Path.DirectorySeparatorChar, '.')), To: Part(r.To + ".X"), r.file))
            .Where(r => r.From is not null && r.To is not null && !MayKnow(r.From, r.To))
            .Select(r => $"{r.From} knows {r.To}: {Repository.Relative(r.file)}").Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void The_floor_plan_names_every_part_and_has_no_cycle()
    {
        var parts = References.Of(typeof(Program).Assembly.Location).Select(pair => Part(pair.From)).OfType<string>().Distinct();
        Assert.DoesNotContain(parts, part => !_plan.ContainsKey(part));
        var features = _plan.Where(row => !Base.Contains(row.Key) && !row.Value.Contains("*")).ToDictionary(row => row.Key, row => row.Value);
        while (features.Count > 0)
        {
            var free = features.FirstOrDefault(row => !row.Value.Any(features.ContainsKey)).Key;
            Assert.True(free is not null, $"A cycle among {string.Join(", ", features.Keys)}");
            features.Remove(free);
        }
    }

    private bool MayKnow(string from, string to)
    {
        if (from == to || to == "Kernel") return true;
        if (from is not ("Kernel" or "Storage" or "Platform") && Base.Contains(to)) return true;
        return _plan.TryGetValue(from, out var known) && (known.Contains(to) || (known.Contains("*") && to != "Program"));
    }

    /// <summary>The part a type belongs to; null for what the compiler made for itself.</summary>
    private static string? Part(string type)
    {
        var names = type.Split('.');
        if (names is ["AspNetCoreGeneratedDocument", var page, ..])
            return page.Split('_') is ["Features", var folder, _, ..] && folder.Length > 0 ? folder : null; // _ViewImports
        return names switch
        {
            ["Chancery", "Features", var feature, _, ..] => feature,
            ["Chancery", "Features", _] => null,
            ["Chancery", var part, _, ..] => part,
            ["Chancery", _] or ["", "Program"] => "Program",
            _ => null,
        };
    }

    private static Dictionary<string, HashSet<string>> Plan() => File.ReadLines(Path.Combine(Repository.Root, "docs", "floor-plan.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(':', 2))
        .ToDictionary(row => row[0].Trim(), row => row[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet());

    [GeneratedRegex(@"\bChancery\.(Features\.)?[A-Z]\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Names();
}
