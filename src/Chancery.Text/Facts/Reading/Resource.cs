using System.Reflection;

namespace Chancery.Text.Facts.Reading;

/// <summary>The tables beside the readers, embedded as they lie in the folder.</summary>
internal static class Resource
{
    public static string Read(string path)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Facts/" + path)
            ?? throw new InvalidOperationException($"No table {path}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
