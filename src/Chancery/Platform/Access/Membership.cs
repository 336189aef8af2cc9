namespace Chancery.Platform.Access;

/// <summary>
/// A person's role in a mission; without a mission it holds in every mission of the installation (the headquarters
/// reviewer, the administrator of the installation).
/// </summary>
public sealed class Membership
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PersonId { get; init; }

    public Guid? MissionId { get; init; }

    public required Role Role { get; set; }

    public DateTime Since { get; init; }
}

/// <summary>A link that lets one person in, once. Only the SHA-256 of its token is kept.</summary>
public sealed class Invitation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid? MissionId { get; init; }

    public required Role Role { get; init; }

    public string Email { get; init; } = "";

    public required string TokenHash { get; init; }

    public required Guid InvitedById { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime ExpiresAt { get; init; }

    public DateTime? AcceptedAt { get; set; }

    public DateTime? RevokedAt { get; set; }
}

/// <summary>A key for the API: acts as its person in one mission, within its scopes. Only the SHA-256 of it is kept.</summary>
public sealed class ApiToken
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MissionId { get; init; }

    public required Guid PersonId { get; init; }

    public required string Name { get; init; }

    public required string TokenHash { get; init; }

    /// <summary>Scopes as in <see cref="ApiScopes"/>, parted by spaces.</summary>
    public required string Scopes { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? ExpiresAt { get; init; }

    public DateTime? LastUsedAt { get; set; }

    public DateTime? RevokedAt { get; set; }
}

/// <summary>
/// A session that was signed out before its cookie ran out. The cookie is a signed ticket that a thief could go on
/// using; this row says no until the ticket has ended by itself.
/// </summary>
public sealed class EndedSession
{
    public const string Claim = "chancery:session";

    /// <summary>Value of the <c>amr</c> claim of a session that a passkey opened (RFC 8176: hardware-secured key).</summary>
    public const string Passkey = "hwk";

    public required Guid Id { get; init; }

    public required DateTime Until { get; init; }
}
