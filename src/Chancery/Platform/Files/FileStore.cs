using System.Buffers;
using System.Security.Cryptography;
using Chancery.Storage;

namespace Chancery.Platform.Files;

/// <summary>
/// Files by content: <c>files/ab/cd/abcd…</c>, written once, never changed. A file is complete and flushed to the disk
/// before it gets its name, so a crash leaves either the whole file or a temporary one that the next start sweeps away.
/// </summary>
public sealed class FileStore(DataFolder folder)
{
    private string Incoming => Path.Combine(folder.Files, "incoming");

    /// <summary>
    /// Takes a stream in and keeps it. Null when it is longer than <paramref name="limit"/> bytes; nothing is left behind
    /// then, nor when the stream breaks off (the exception goes on).
    /// </summary>
    public async Task<StoredFile?> PutAsync(Stream content, long limit, CancellationToken stop)
    {
        using var received = await ReceiveAsync(content, limit, stop);
        return received is null ? null : Keep(received);
    }

    /// <summary>
    /// Takes a stream in without keeping it yet, so that it can be looked at where it lies. Gone again when disposed of,
    /// unless <see cref="Keep"/> gave it its name. Null when it is longer than <paramref name="limit"/> bytes.
    /// </summary>
    public async Task<ReceivedFile?> ReceiveAsync(Stream content, long limit, CancellationToken stop)
    {
        Directory.CreateDirectory(Incoming);
        var temporary = Path.Combine(Incoming, Guid.CreateVersion7().ToString("N"));
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        var whole = false;
        try
        {
            long size = 0;
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, useAsync: true))
            {
                int read;
                while ((read = await content.ReadAsync(buffer, stop)) > 0)
                {
                    size += read;
                    if (size > limit) return null;
                    sha.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), stop);
                }
                file.Flush(flushToDisk: true);
            }
            whole = true;
            return new ReceivedFile(Convert.ToHexStringLower(sha.GetHashAndReset()), size, temporary);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (!whole) File.Delete(temporary);
        }
    }

    /// <summary>Gives a received file its lasting name.</summary>
    public StoredFile Keep(ReceivedFile received)
    {
        var final = PathOf(received.Sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(final)!);
        var isNew = !File.Exists(final);
        if (isNew) File.Move(received.Path, final, overwrite: true);
        return new StoredFile(received.Sha256, received.Size, final) { IsNew = isNew };
    }

    /// <summary>The path of a stored file. <paramref name="sha256"/> comes from our own tables, never from an address.</summary>
    public string PathOf(string sha256) => Path.Combine(folder.Files, sha256[..2], sha256[2..4], sha256);

    public bool Has(string sha256) => File.Exists(PathOf(sha256));

    public FileStream Open(string sha256) =>
        new(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);

    /// <summary>Takes back a file that nothing refers to yet (the act that brought it was refused).</summary>
    public void Forget(string sha256) => File.Delete(PathOf(sha256));

    /// <summary>Half-received files of a process that died.</summary>
    public void SweepIncoming(DateTime olderThanUtc)
    {
        if (!Directory.Exists(Incoming)) return;
        foreach (var path in Directory.EnumerateFiles(Incoming))
        {
            if (File.GetLastWriteTimeUtc(path) < olderThanUtc) File.Delete(path);
        }
    }
}

/// <summary>A file in the store: lower-case hexadecimal SHA-256, bytes, where it lies.</summary>
public sealed record StoredFile(string Sha256, long Size, string Path)
{
    /// <summary>No other act had brought these bytes before.</summary>
    public bool IsNew { get; init; }
}

/// <summary>A whole file that nobody has decided to keep yet; disposing of it deletes it.</summary>
public sealed record ReceivedFile(string Sha256, long Size, string Path) : IDisposable
{
    public void Dispose() => File.Delete(Path);
}
