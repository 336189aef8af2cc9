using Chancery.Kernel;

namespace Chancery.Platform.Files;

/// <summary>
/// A file somebody handed in as proof. The bytes lie untouched under their SHA-256 (<see cref="FileStore"/>); what the
/// public sees is a re-encoded copy without metadata (Pictures).
/// </summary>
public sealed class EvidenceFile : IOwnedByMission, IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Found from the bytes, never taken from the sender's word.</summary>
    public required string MediaType { get; init; }

    /// <summary>The sender's file name in NFC, for people only: it is never a path.</summary>
    public required string Name { get; init; }

    /// <summary>Pixels, upright; null for what is not a picture.</summary>
    public int? Width { get; init; }

    public int? Height { get; init; }

    public Translated Alt { get; set; } = Translated.Empty;

    public Translated Caption { get; set; } = Translated.Empty;

    public Translated Credit { get; set; } = Translated.Empty;

    public Guid? ById { get; init; }

    public DateTime ReceivedAt { get; init; }

    public int Version { get; set; }

    public bool IsPicture => MediaType.StartsWith("image/", StringComparison.Ordinal);
}
