using Chancery.Features.Contacts;
using Chancery.Platform.Access;
using Chancery.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Chancery.Features.Campaigns;

internal static class CampaignTables
{
    extension(ChanceryDb db)
    {
        public DbSet<Campaign> Campaigns => db.Set<Campaign>();
        public DbSet<Programme> Programmes => db.Set<Programme>();
        public DbSet<Objective> Objectives => db.Set<Objective>();
        public DbSet<PlanAction> Actions => db.Set<PlanAction>();
        public DbSet<PlanChange> PlanChanges => db.Set<PlanChange>();
        public DbSet<SavedView> SavedViews => db.Set<SavedView>();
        public DbSet<CalendarLink> CalendarLinks => db.Set<CalendarLink>();
    }
}

internal sealed class CampaignTable : IEntityTypeConfiguration<Campaign>
{
    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.Property(c => c.Slug).HasMaxLength(Kernel.Slug.MaxLength);
        builder.HasIndex(c => new { c.MissionId, c.Slug }).IsUnique();
    }
}

internal sealed class ProgrammeTable : IEntityTypeConfiguration<Programme>
{
    public void Configure(EntityTypeBuilder<Programme> builder)
    {
        builder.Property(p => p.Slug).HasMaxLength(Kernel.Slug.MaxLength);
        builder.HasIndex(p => new { p.MissionId, p.Slug }).IsUnique();
        builder.BelongsTo<Programme, Campaign>(p => new { p.MissionId, p.CampaignId }, DeleteBehavior.Restrict);
        builder.HoldsMany(p => p.Objectives, o => new { o.MissionId, o.ProgrammeId });
        builder.Ignore(p => p.Languages);
        builder.Ignore(p => p.Period);
    }
}

internal sealed class ObjectiveTable : IEntityTypeConfiguration<Objective>
{
    public void Configure(EntityTypeBuilder<Objective> builder) =>
        builder.HoldsMany(o => o.Targets, t => new { t.MissionId, t.ObjectiveId });
}

internal sealed class PlanActionTable : IEntityTypeConfiguration<PlanAction>
{
    public void Configure(EntityTypeBuilder<PlanAction> builder)
    {
        builder.ToTable("Actions");
        builder.HasIndex(a => new { a.MissionId, a.ProgrammeId, a.Position });
        builder.HasIndex(a => new { a.MissionId, a.Status, a.PlannedTo });
        builder.BelongsTo<PlanAction, Programme>(a => new { a.MissionId, a.ProgrammeId });
        // Restrict, not SetNull: the key is composite and the mission part may not become null.
        builder.BelongsTo<PlanAction, Objective>(a => new { a.MissionId, a.ObjectiveId }, DeleteBehavior.Restrict);
        builder.HoldsMany(a => a.Parties, p => new { p.MissionId, p.ActionId });
        builder.HoldsMany(a => a.Budget, b => new { b.MissionId, b.ActionId });
    }
}

internal sealed class ActionPartyTable : IEntityTypeConfiguration<ActionParty>
{
    public void Configure(EntityTypeBuilder<ActionParty> builder) =>
        builder.BelongsTo<ActionParty, Contact>(p => new { p.MissionId, p.ContactId }, DeleteBehavior.Restrict);
}

internal sealed class PlanChangeTable : IEntityTypeConfiguration<PlanChange>
{
    public void Configure(EntityTypeBuilder<PlanChange> builder)
    {
        builder.HasIndex(c => new { c.MissionId, c.ProgrammeId, c.At });
        builder.BelongsTo<PlanChange, Programme>(c => new { c.MissionId, c.ProgrammeId });
    }
}

internal sealed class SavedViewTable : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.BelongsTo<SavedView, Programme>(v => new { v.MissionId, v.ProgrammeId });
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.PersonId);
    }
}

internal sealed class CalendarLinkTable : IEntityTypeConfiguration<CalendarLink>
{
    public void Configure(EntityTypeBuilder<CalendarLink> builder)
    {
        builder.HasIndex(l => l.TokenHash).IsUnique();
        builder.BelongsTo<CalendarLink, Programme>(l => new { l.MissionId, l.ProgrammeId });
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId);
    }
}
