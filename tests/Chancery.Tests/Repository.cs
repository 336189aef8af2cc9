namespace Chancery.Tests;

/// <summary>The working tree these tests were built from, found from where they run: a build in CI knows no source paths.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Source => Path.Combine(Root, "src", "Chancery");

    public static IEnumerable<string> Sources(string pattern) =>
        Directory.EnumerateFiles(Source, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Chancery.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This runs inside the working tree.");
        return folder;
    }
}
