namespace Chancery.Tests.Guards;

internal static class DocumentedPage
{
    /// <summary>Holds a page of the documentation to what the code says; <c>CHANCERY_ACCEPT=1</c> writes it anew.</summary>
    public static void Holds(string path, string expected)
    {
        var file = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable("CHANCERY_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }
        Assert.True(File.Exists(file), $"{path} is missing: run this test with CHANCERY_ACCEPT=1 and read what it wrote.");
        Assert.Equal(expected, File.ReadAllText(file));
    }
}
