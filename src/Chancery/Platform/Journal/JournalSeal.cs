using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Platform.Journal;

/// <summary>
/// Where a mission's chain stood at an instant, signed. Kept outside (a report's footer, a backup, another office) it
/// is the witness that shows a chain which was cut short or written anew (docs/rules/journal.md).
/// </summary>
/// <param name="Key">SHA-256 of the public key (SubjectPublicKeyInfo), lower-case hexadecimal.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256, r ‖ s, Base64.</param>
public sealed record SignedHead(string Mission, long Sequence, string Hash, string SignedAt, string Key, string Signature)
{
    /// <summary>The signed bytes: five lines, UTF-8.</summary>
    internal byte[] Message() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"chancery journal head 1\n{Mission}\n{Sequence}\n{Hash}\n{SignedAt}\n"));
}

/// <summary>Signs heads with the installation's own key, made at first use in the data folder's <c>keys</c>.</summary>
public sealed class JournalSeal(DataFolder folder, TimeProvider clock) : IDisposable
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lazy<ECDsa> _key = new(() => LoadOrMake(Path.Combine(folder.Keys, "journal-seal.pem")));

    // An ECDsa object must not be used by two threads at once.
    private readonly Lock _gate = new();

    public string PublicKeyPem
    {
        get
        {
            lock (_gate) return _key.Value.ExportSubjectPublicKeyInfoPem();
        }
    }

    public SignedHead Sign(string mission, long sequence, string hash)
    {
        var at = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            var head = new SignedHead(mission, sequence, hash, at, KeyId(), "");
            return head with { Signature = Convert.ToBase64String(_key.Value.SignData(head.Message(), HashAlgorithmName.SHA256)) };
        }
    }

    /// <summary>True when this installation signed exactly this.</summary>
    public bool Verifies(SignedHead head)
    {
        var signature = new byte[64];
        if (!Convert.TryFromBase64String(head.Signature, signature, out var length)) return false;
        lock (_gate) return head.Key == KeyId() && _key.Value.VerifyData(head.Message(), signature.AsSpan(0, length), HashAlgorithmName.SHA256);
    }

    public void Dispose()
    {
        if (_key.IsValueCreated) _key.Value.Dispose();
    }

    private string KeyId() => Convert.ToHexStringLower(SHA256.HashData(_key.Value.ExportSubjectPublicKeyInfo()));

    private static ECDsa LoadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var temporary = path + "." + Guid.CreateVersion7().ToString("N");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(temporary, options))
            {
                file.Write(Encoding.ASCII.GetBytes(made.ExportPkcs8PrivateKeyPem()));
                file.Flush(flushToDisk: true);
            }
            try
            {
                File.Move(temporary, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process was first; its key is the key.
                File.Delete(temporary);
            }
        }
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return key;
    }
}

internal static class JournalDoors
{
    /// <summary>The public witness: where each mission's chain stands, signed, and the key to check it with.</summary>
    public static void MapJournalSeal(this IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/chancery-journal/{mission}.json", async (Visit visit, ChanceryDb db, JournalSeal seal, CancellationToken stop) =>
        {
            var head = await db.JournalHeads.AsNoTracking().SingleAsync(h => h.MissionId == visit.Mission.Id, stop);
            return TypedResults.Json(seal.Sign(visit.Mission.Slug, head.Sequence, head.Hash), JournalSeal.Json);
        }).WithMetadata(new PublicAttribute()).ExcludeFromDescription();
        app.MapGet("/.well-known/chancery-journal.pem", (JournalSeal seal) => TypedResults.Text(seal.PublicKeyPem, "application/x-pem-file"))
            .WithMetadata(new PublicAttribute()).ExcludeFromDescription();
    }
}
