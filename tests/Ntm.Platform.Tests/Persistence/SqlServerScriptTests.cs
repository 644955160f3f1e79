using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Ntm.Host;
using Ntm.Persistence;

namespace Ntm.Platform.Tests.Persistence;

/// <summary>
/// SQL Server as far as a machine without it can check: the scripts and statements are whole. That they run is the business
/// of the tests with containers.
/// </summary>
public sealed partial class SqlServerScriptTests
{
    public static TheoryData<string> Services => [.. PlatformHost.Modules.Select(module => module.Name).Order()];

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_step_of_a_migration_asks_first_whether_it_was_taken(string service)
    {
        var batches = Batches(service)
            .Where(batch =>
                ChangesSomething().IsMatch(batch) && !batch.Contains("CREATE TABLE [__EFMigrationsHistory]", StringComparison.Ordinal)
            )
            .ToList();

        Assert.NotEmpty(batches);
        Assert.All(
            batches,
            batch => Assert.Matches(@"^(BEGIN TRANSACTION;\s+)?IF NOT EXISTS \(\s+SELECT \* FROM \[__EFMigrationsHistory\]", batch)
        );
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_batch_of_a_script_is_whole(string service) => Assert.Empty(Batches(service).Where(batch => !IsWhole(batch)));

    /// <summary>An instant without its offset, or text outside Unicode, would come back as something else.</summary>
    [Theory]
    [MemberData(nameof(Services))]
    public void Texts_are_Unicode_and_instants_keep_their_offset(string service) =>
        Assert.All(Batches(service), batch => Assert.DoesNotMatch(@"(?i)\] (varchar|text|datetime2?|smalldatetime)\b", batch));

    [Fact]
    public void Every_statement_is_whole()
    {
        var statements = typeof(DatabaseStatements)
            .GetProperties()
            .Where(property => property.PropertyType == typeof(string))
            .Select(property => (string)property.GetValue(DatabaseStatements.For(DatabaseProvider.SqlServer))!)
            .ToList();

        Assert.True(statements.Count >= 5);
        Assert.All(
            statements,
            statement =>
            {
                Assert.True(IsWhole(statement), statement);
                Assert.DoesNotMatch(@"(?i)\b(LIMIT|SKIP LOCKED|RETURNING|FALSE|TRUE|ON CONFLICT)\b", statement);
            }
        );
    }

    [Theory]
    [InlineData("SELECT (1")]
    [InlineData("SELECT 'a")]
    [InlineData("IF 1 = 1 BEGIN SELECT 1")]
    public void A_broken_statement_is_noticed(string statement) => Assert.False(IsWhole(statement));

    private static IEnumerable<string> Batches(string service)
    {
        using var db = DesignTimeModels.Create($"Ntm.{char.ToUpperInvariant(service[0])}{service[1..]}.Migrations.SqlServerFactory");
        var script = db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
        return [.. Separator().Split(script).Select(batch => batch.Trim()).Where(batch => batch.Length > 0)];
    }

    /// <summary>Quotes, brackets and blocks that open also close.</summary>
    private static bool IsWhole(string statement)
    {
        var bare = Literal().Replace(statement, "''");
        return !bare.Replace("''", "", StringComparison.Ordinal).Contains('\'', StringComparison.Ordinal)
            && bare.Count(letter => letter == '(') == bare.Count(letter => letter == ')')
            && bare.Count(letter => letter == '[') == bare.Count(letter => letter == ']')
            && Opens().Count(bare) == Closes().Count(bare);
    }

    [GeneratedRegex(@"(?m)^GO\s*$")]
    private static partial Regex Separator();

    [GeneratedRegex("N?'(?:[^']|'')*'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\bBEGIN\b(?! TRANSACTION)|\bCASE\b")]
    private static partial Regex Opens();

    [GeneratedRegex(@"\bEND\b")]
    private static partial Regex Closes();

    [GeneratedRegex(@"\b(CREATE|ALTER|INSERT|DROP)\b")]
    private static partial Regex ChangesSomething();
}
