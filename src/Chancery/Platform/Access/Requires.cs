namespace Chancery.Platform.Access;

/// <summary>
/// What an endpoint under <c>/desk/{mission}</c> or <c>/api/v1/{mission}</c> asks of the visitor. On a page,
/// <paramref name="read"/> is for GET and <see cref="Write"/> for everything else; a handler method may carry its own.
/// An endpoint with neither this nor <see cref="SignedInAttribute"/> nor <see cref="PublicAttribute"/> is refused.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresAttribute(Permission read) : Attribute
{
    private Permission? _write;

    public Permission Read { get; } = read;

    public Permission Write
    {
        get => _write ?? Read;
        set => _write = value;
    }

    public Permission For(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? Read : Write;
}

/// <summary>Anyone who is signed in, in no particular mission: one's own account.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute : Attribute;

/// <summary>Everyone: the newsroom, signing in, first-run setup.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicAttribute : Attribute;
