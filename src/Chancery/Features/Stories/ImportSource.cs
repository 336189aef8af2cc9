using System.Security.Cryptography;
using System.Text;

namespace Chancery.Features.Stories;

/// <summary>The file or folder that texts come from.</summary>
/// <param name="Name">Without the folders that it lies in.</param>
/// <param name="Sha256">Of the file; of a folder, of the lines that <c>sha256sum</c> would print of its files.</param>
/// <param name="Total">Bytes.</param>
internal sealed record ImportSource(string Name, string Sha256, long Total, Func<CancellationToken, IAsyncEnumerable<ImportItem>> Read)
{
    /// <param name="language">Of texts that do not say theirs.</param>
    public static async Task<(ImportSource? Source, string? Problem)> OpenAsync(string path, string? language, CancellationToken stop)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        if (Directory.Exists(path)) return await FolderAsync(path, name, language, stop);
        if (!File.Exists(path)) return (null, "there is no such file or folder");
        await using var file = File.OpenRead(path);
        var head = new byte[4096];
        var count = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stop);
        var start = head.AsSpan(0, count);
        if (start.StartsWith(Encoding.UTF8.Preamble)) start = start[3..];
        var first = start.TrimStart(" \t\r\n"u8) is [var one, ..] ? one : (byte)0;
        if (count == 0 || (first == 0 && start.TrimStart(" \t\r\n"u8).IsEmpty)) return (null, "the file is empty");
        var isXml = Path.GetExtension(path).ToLowerInvariant() is ".xml" or ".rss" or ".wxr" || first == '<';
        if (!isXml && first != '{' && Path.GetExtension(path).ToLowerInvariant() is not (".jsonl" or ".ndjson"))
            return (null, "it is no JSON Lines and no XML; JSON Lines have an object {…} on each line");
        file.Position = 0;
        var sha = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
        return (new ImportSource(name, sha, file.Length, end => FileAsync(path, isXml, language, end)), null);
    }

    private static async Task<(ImportSource?, string?)> FolderAsync(string folder, string name, string? language, CancellationToken stop)
    {
        var files = ImportFolder.Files(folder);
        if (files.Count == 0) return (null, "the folder has no Markdown (.md)");
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var total = 0L;
        foreach (var path in files)
        {
            await using var file = File.OpenRead(path);
            total += file.Length;
            sum.AppendData(Encoding.UTF8.GetBytes($"{Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop))}  {Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')}\n"));
        }
        return (new ImportSource(name, Convert.ToHexStringLower(sum.GetHashAndReset()), total, end => ImportFolder.ReadAsync(folder, files, language, end)), null);
    }

    private static async IAsyncEnumerable<ImportItem> FileAsync(string path, bool isXml, string? language, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);
        await foreach (var item in isXml ? ImportFeed.ReadAsync(file, language, stop) : ImportLines.ReadAsync(file, stop)) yield return item;
    }
}
