using System.Data.Common;
using Microsoft.Data.Sqlite;
using Ntm.Persistence.Sqlite;

namespace Ntm.Platform.Tests.Persistence;

/// <summary>The connections that a process keeps to a SQLite file; no server and no mapper around them.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-kept-").FullName;
    private readonly string connection;
    private readonly SqliteFile file;

    public SqliteFileTests()
    {
        connection = $"Data Source={Path.Combine(folder, "kept.db")};Default Timeout=1";
        file = new SqliteFile(connection);
        using var context = Context();
        context.Open();
        Run(context, "CREATE TABLE Places(Name TEXT NOT NULL)");
    }

    public void Dispose()
    {
        file.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_statement_asked_again_takes_the_values_of_its_time()
    {
        using var context = Context();
        context.Open();

        foreach (var name in new[] { "Sơn Bằng", "Cẩm Hà" })
        {
            Run(context, "INSERT INTO Places VALUES($name)", name);
            Assert.Equal(name, Ask(context, "SELECT Name FROM Places WHERE Name = $name", name));
        }

        Assert.Equal(2L, Ask(context, "SELECT count(*) FROM Places"));
    }

    [Fact]
    public void The_same_question_may_be_asked_while_its_answer_is_still_being_read()
    {
        using var context = Context();
        context.Open();
        Run(context, "INSERT INTO Places VALUES($name)", "Sơn Bằng");
        Run(context, "INSERT INTO Places VALUES($name)", "Cẩm Hà");
        using var outer = Command(context, "SELECT Name FROM Places ORDER BY Name");
        using var reader = outer.ExecuteReader();
        var pairs = new List<string>();

        while (reader.Read())
        {
            using var inner = Command(context, "SELECT Name FROM Places ORDER BY Name");
            using var again = inner.ExecuteReader();
            while (again.Read())
            {
                pairs.Add($"{reader.GetString(0)} {again.GetString(0)}");
            }
        }

        Assert.Equal(["Cẩm Hà Cẩm Hà", "Cẩm Hà Sơn Bằng", "Sơn Bằng Cẩm Hà", "Sơn Bằng Sơn Bằng"], pairs);
    }

    [Fact]
    public async Task A_writer_that_waits_too_long_for_the_lock_fails_and_the_next_one_gets_it()
    {
        using var one = Context();
        using var other = Context();
        using (await file.EnterAsync(one, CancellationToken.None))
        {
            Assert.Contains(
                "within 1 s",
                (await Assert.ThrowsAnyAsync<DbException>(() => file.EnterAsync(other, CancellationToken.None))).Message
            );
        }

        using var turn = await file.EnterAsync(other, CancellationToken.None);
        other.Open();
        Run(other, "INSERT INTO Places VALUES($name)", "Sơn Bằng");
    }

    [Fact]
    public async Task A_transaction_left_open_is_rolled_back_before_the_next_writer()
    {
        using var one = Context();
        using var other = Context();
        using (await file.EnterAsync(one, CancellationToken.None))
        {
            one.Open();
            Run(one, "BEGIN IMMEDIATE");
            Run(one, "INSERT INTO Places VALUES($name)", "Sơn Bằng");
        }

        using var turn = await file.EnterAsync(other, CancellationToken.None);
        other.Open();
        await using var transaction = await other.BeginTransactionAsync();
        Run(other, "INSERT INTO Places VALUES($name)", "Cẩm Hà");
        await transaction.CommitAsync();

        Assert.Equal("Cẩm Hà", Ask(other, "SELECT group_concat(Name) FROM Places"));
    }

    [Fact]
    public async Task A_reader_sees_a_transaction_only_after_its_commit()
    {
        using var writer = Context();
        using var reader = Context();
        reader.Open();
        using var turn = await file.EnterAsync(writer, CancellationToken.None);
        writer.Open();
        await using var transaction = await writer.BeginTransactionAsync();
        Run(writer, "INSERT INTO Places VALUES($name)", "Sơn Bằng");

        Assert.Equal(0L, Ask(reader, "SELECT count(*) FROM Places"));
        await transaction.CommitAsync();
        Assert.Equal(1L, Ask(reader, "SELECT count(*) FROM Places"));
    }

    [Fact]
    public void Endless_different_statements_do_not_break_the_statement_cache()
    {
        using var context = Context();
        context.Open();
        using var open = Command(context, "SELECT 'still read' UNION ALL SELECT 'to the end'");
        using var reader = open.ExecuteReader();
        Assert.True(reader.Read());

        for (var number = 0L; number < 600; number++)
        {
            Assert.Equal(number, Ask(context, $"SELECT {number}"));
        }

        Assert.True(reader.Read());
        Assert.Equal("to the end", reader.GetString(0));
    }

    [Fact]
    public void Settings_hold_on_every_connection()
    {
        var contexts = Enumerable.Range(0, 12).Select(_ => Context()).ToList();
        contexts.ForEach(context => context.Open());

        Assert.All(
            contexts,
            context =>
                Assert.Equal(
                    ("wal", 2L, 1L),
                    (Ask(context, "PRAGMA journal_mode"), Ask(context, "PRAGMA synchronous"), Ask(context, "PRAGMA foreign_keys"))
                )
        );
        contexts.ForEach(context => context.Dispose());
    }

    private PooledConnection Context() => new(file, connection);

    private static DbCommand Command(DbConnection context, string text, string? name = null)
    {
        var command = context.CreateCommand();
#pragma warning disable CA2100 // Texts of these tests.
        command.CommandText = text;
#pragma warning restore CA2100
        if (name is not null)
        {
            command.Parameters.Add(new SqliteParameter("$name", name));
        }

        return command;
    }

    private static void Run(DbConnection context, string text, string? name = null)
    {
        using var command = Command(context, text, name);
        command.ExecuteNonQuery();
    }

    private static object? Ask(DbConnection context, string text, string? name = null)
    {
        using var command = Command(context, text, name);
        return command.ExecuteScalar();
    }
}
