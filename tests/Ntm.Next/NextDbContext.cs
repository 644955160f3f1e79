using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;

namespace Ntm.Next;

/// <summary>The probe's tables, with a column more; they are the older version's, too.</summary>
internal abstract class NextDbContext(DbContextOptions options) : ServiceDbContext(options)
{
    public DbSet<Question> Questions => Set<Question>();

    public DbSet<Answer> Answers => Set<Answer>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Question>().ToTable("Questions").HasKey(question => question.Id);
        modelBuilder.Entity<Answer>().ToTable("Answers").HasKey(answer => answer.Id);
    }
}

internal sealed class SqliteNextDbContext(DbContextOptions<SqliteNextDbContext> options) : NextDbContext(options);

internal sealed class PostgreSqlNextDbContext(DbContextOptions<PostgreSqlNextDbContext> options) : NextDbContext(options);

internal sealed class SqlServerNextDbContext(DbContextOptions<SqlServerNextDbContext> options) : NextDbContext(options);

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

    /// <summary>Added in this version: the added field of the event.</summary>
    public string? Tone { get; init; }
}
