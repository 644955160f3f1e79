using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;

namespace Ntm.Probe;

/// <summary>What was asked, answered and fired. Nothing in it is unique but the keys: what happens twice is seen twice.</summary>
internal abstract class ProbeDbContext(DbContextOptions options) : ServiceDbContext(options)
{
    public DbSet<Question> Questions => Set<Question>();

    public DbSet<Answer> Answers => Set<Answer>();

    public DbSet<Firing> Firings => Set<Firing>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Question>().ToTable("Questions").HasKey(question => question.Id);
        modelBuilder.Entity<Answer>().ToTable("Answers").HasKey(answer => answer.Id);
        modelBuilder.Entity<Firing>().ToTable("Firings").HasKey(firing => firing.Id);
    }
}

internal sealed class SqliteProbeDbContext(DbContextOptions<SqliteProbeDbContext> options) : ProbeDbContext(options);

internal sealed class PostgreSqlProbeDbContext(DbContextOptions<PostgreSqlProbeDbContext> options) : ProbeDbContext(options);

internal sealed class SqlServerProbeDbContext(DbContextOptions<SqlServerProbeDbContext> options) : ProbeDbContext(options);

/// <summary>The effect of a command.</summary>
internal sealed class Question
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Text { get; init; }
}

/// <summary>The effect of a received event, with the ids of the two that it published.</summary>
internal sealed class Answer
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid QuestionId { get; init; }
    public Guid First { get; init; } = Guid.CreateVersion7();
    public Guid Second { get; init; } = Guid.CreateVersion7();
    public required DateTimeOffset At { get; init; }
}

/// <summary>The effect of a timer.</summary>
internal sealed class Firing
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Key { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When the firing process believed that it fired.</summary>
    public required DateTimeOffset At { get; init; }
}
