using Microsoft.AspNetCore.Identity;

namespace Chancery.Platform.Access;

/// <summary>Someone who signs in. What they may do follows from their <see cref="Membership"/>s, never from this row.</summary>
public sealed class Person : IdentityUser<Guid>
{
    public Person() => Id = Guid.CreateVersion7();

    public required string Name { get; set; }

    /// <summary>The language of the interface they chose.</summary>
    public string Language { get; set; } = "en";

    public DateTime CreatedAt { get; init; }

    /// <summary>Set when an administrator closed the account; it acts on the very next request.</summary>
    public DateTime? DisabledAt { get; set; }

    public DateTime? LastSignInAt { get; set; }
}
