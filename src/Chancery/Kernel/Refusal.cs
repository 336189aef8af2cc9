namespace Chancery.Kernel;

/// <summary>
/// A rule said no. <see cref="Code"/> is stable (API clients may rely on it) and names the message in <c>Words</c> as
/// <c>refusal.{Code}</c>; <see cref="Field"/> is the input that must change, or empty for the whole form.
/// </summary>
public sealed record Refusal(string Code, string Field = "")
{
    /// <summary>Values for the holes of the message.</summary>
    public IReadOnlyList<(string Name, object Value)> Arguments { get; init; } = [];

    public Refusal With(string name, object value) => this with { Arguments = [.. Arguments, (name, value)] };
}
