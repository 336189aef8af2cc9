using System.Reflection;

namespace Chancery.Text.Search;

/// <summary>The tables beside the analysers, embedded as they lie in the folder: lines of words, # begins a remark.</summary>
internal static class Tables
{
    public static IEnumerable<string[]> Lines(string path)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Search/" + path) ?? throw new InvalidOperationException($"No table {path}.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
