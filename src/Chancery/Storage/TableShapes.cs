using System.Linq.Expressions;
using Chancery.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chancery.Storage;

/// <summary>The house's habits of mapping, said once.</summary>
internal static class TableShapes
{
    /// <summary>
    /// A child of a row of the same mission. The foreign key is (mission, parent), so that the database itself refuses
    /// a child that points into another mission.
    /// </summary>
    public static void BelongsTo<TChild, TParent>(
        this EntityTypeBuilder<TChild> child,
        Expression<Func<TChild, object?>> missionAndParent,
        DeleteBehavior onDelete = DeleteBehavior.Cascade)
        where TChild : class, IOwnedByMission
        where TParent : class, IOwnedByMission =>
        child.HasOne<TParent>().WithMany()
            .HasForeignKey(missionAndParent)
            .HasPrincipalKey(parent => new { parent.MissionId, parent.Id })
            .OnDelete(onDelete);

    /// <summary>The same with a collection on the parent.</summary>
    public static void HoldsMany<TParent, TChild>(
        this EntityTypeBuilder<TParent> parent,
        Expression<Func<TParent, IEnumerable<TChild>?>> children,
        Expression<Func<TChild, object?>> missionAndParent)
        where TParent : class, IOwnedByMission
        where TChild : class, IOwnedByMission =>
        parent.HasMany(children).WithOne()
            .HasForeignKey(missionAndParent)
            .HasPrincipalKey(row => new { row.MissionId, row.Id })
            .OnDelete(DeleteBehavior.Cascade);
}
