namespace Chancery.Text.Parity.Checks;

/// <summary>One rule. Its <see cref="Id"/> is the anchor of its section in docs/rules/parity.md.</summary>
internal abstract class Check
{
    public abstract string Id { get; }
    public abstract Severity Severity { get; }
    public abstract IEnumerable<Finding> Find(Comparison comparison);
}
