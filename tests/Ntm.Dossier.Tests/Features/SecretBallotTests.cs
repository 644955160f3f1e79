using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Dossier.Persistence;

namespace Ntm.Dossier.Tests.Features;

/// <summary>A secret ballot cast here: that a member voted is recorded, and what he voted cannot be found anywhere.</summary>
public sealed partial class SecretBallotTests
{
    private static readonly string[] Choices = ["InFavour", "Against", "Blank"];

    [Fact]
    public async Task Everyone_votes_at_once_the_board_counts_and_every_ballot_is_in_the_result()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync("Secret");
        (await app.CountAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.council_ballots_outstanding");

        var votes = await Task.WhenAll(
            CouncilSteps.Everyone.Select((member, place) => app.CastAsync(id, member, Choices[place % Choices.Length]))
        );
        Assert.All(votes, vote => vote.Ok());
        (await app.CloseAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.council_not_counted");
        var counted = (await app.CountAsync(id)).Ok().Body.GetProperty("council");
        var closed = (await app.CloseAsync(id)).Ok();

        Assert.Equal((4, 4, 2, 1, 1), (Of("issued"), Of("returned"), Of("inFavour"), Of("against"), Of("invalid")));
        Assert.Equal(0, counted.GetProperty("ballots").GetArrayLength());
        Assert.Equal(["commune-dossier"], closed.Open);

        int Of(string name) => counted.GetProperty("count").GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task A_ballot_leaves_its_choice_in_no_row_of_the_database()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync("Secret");
        var urns = new List<string>();
        var hashes = new List<string>();
        foreach (var (member, choice) in CouncilSteps.Everyone.Zip(["Against", "InFavour", "Blank", "InFavour"]))
        {
            var before = await DumpAsync(app);
            await SendAsync(app, id, member, choice, "one-key");
            var written = (await DumpAsync(app)).Except(before).ToList();

            Assert.Contains(written, row => row.Contains(member, StringComparison.Ordinal));
            Assert.DoesNotContain(written, row => ChoiceWord().IsMatch(row));
            urns.Add(Urn().Match(string.Join('\n', written)).Groups[1].Value);
            hashes.Add(await RequestHashAsync(app, member));
        }

        Assert.Equal(4, urns.Distinct().Count());
        Assert.Single(urns.Select(urn => urn.Length).Distinct());
        Assert.Single(hashes.Distinct());
    }

    [Fact]
    public async Task Who_voted_is_listed_and_audited_in_no_order_and_with_nothing_that_tells_the_vote()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync("Secret");
        string[] order = ["secretary", "member2", "chair", "member1"];
        foreach (var member in order)
        {
            (await app.CastAsync(id, member, member == "chair" ? "Against" : "InFavour")).Ok();
        }

        var open = (await app.GetAsync("chair", id)).Ok().Body.GetProperty("council");
        (await app.CountAsync(id)).Ok();
        (await app.CloseAsync(id)).Ok();

        Assert.Equal(order.Order(StringComparer.Ordinal), open.GetProperty("voted").EnumerateArray().Select(voter => voter.GetString()));
        Assert.Equal(JsonValueKind.Null, open.GetProperty("count").ValueKind);
        var entries = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit"))
            .Ok()
            .Body.GetProperty("entries")
            .EnumerateArray()
            .Where(entry => entry.GetProperty("action").GetString() == "council.ballot_cast")
            .ToList();
        Assert.Equal(order, entries.Select(entry => entry.GetProperty("actor").GetString()));
        Assert.Single(entries.Select(entry => Unbound(entry.GetProperty("payload"))).Distinct());
        Assert.DoesNotContain(await DumpAsync(app), row => Urn().IsMatch(row));
    }

    [Fact]
    public async Task The_same_key_answers_a_ballot_as_before_whatever_it_says_and_votes_once()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync("Secret");

        var first = await SendAsync(app, id, "chair", "InFavour", "k");
        var second = await SendAsync(app, id, "chair", "Against", "k");
        foreach (var member in CouncilSteps.Everyone.Skip(1))
        {
            (await app.CastAsync(id, member)).Ok();
        }

        Assert.Equal(first, second);
        var count = (await app.CountAsync(id)).Ok().Body.GetProperty("council").GetProperty("count");
        Assert.Equal(4, count.GetProperty("inFavour").GetInt32());
    }

    [Fact]
    public async Task An_urn_that_cannot_be_opened_is_given_up_with_its_session()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync("Secret");
        foreach (var member in CouncilSteps.Everyone)
        {
            (await app.CastAsync(id, member)).Ok();
        }

        await using (var scope = app.Platform.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<DossierDbContext>();
            var row = await db.Dossiers.SingleAsync();
            row.Content = Urn().Replace(row.Content, $"\"urn\":\"{Convert.ToBase64String(new byte[40])}\"");
            await db.SaveChangesAsync();
        }

        (await app.CountAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.council_urn_unreadable");
        Assert.Equal(["council-vote"], (await app.CloseAsync(id)).Ok().Open);
        (await app.ConveneAsync(id)).Ok();
    }

    /// <summary>The payload with the names of the parts that it binds in place of their hashes.</summary>
    private static string Unbound(JsonElement payload) =>
        string.Join(
            ',',
            payload
                .EnumerateObject()
                .Select(one => one.Name == "records" ? string.Join(' ', one.Value.EnumerateArray().Select(KeyOf)) : one.ToString())
        );

    private static string? KeyOf(JsonElement part) => part.GetProperty("key").GetString();

    private static async Task<string> SendAsync(DossierApp app, string id, string member, string choice, string key)
    {
        using var client = app.As(member);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/dossiers/{id}/stages/council-vote/council/ballots")
        {
            Content = JsonContent.Create(new { choice }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await client.SendAsync(request);
        return (await Answer.ReadAsync(response)).Ok().Text;
    }

    private static async Task<string> RequestHashAsync(DossierApp app, string member)
    {
        await using var scope = app.Platform.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<DossierDbContext>()
            .IdempotencyRecords.Where(record => record.Key == member + ":one-key")
            .Select(record => record.RequestHash)
            .SingleAsync();
    }

    /// <summary>Every row of every table, as text.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The statements are the test's own.")]
    private static async Task<HashSet<string>> DumpAsync(DossierApp app)
    {
        await using var scope = app.Platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DossierDbContext>();
        await db.Database.OpenConnectionAsync();
        var rows = new HashSet<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetSchemaQualifiedTableName()).OfType<string>().Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM {string.Join('.', table.Split('.').Select(part => $"\"{part}\""))}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add(table + ": " + string.Join(" | ", Cells(reader)));
            }
        }

        Assert.Contains(rows, row => row.StartsWith("Audit", StringComparison.Ordinal));
        return rows;
    }

    private static IEnumerable<string?> Cells(DbDataReader reader) =>
        Enumerable
            .Range(0, reader.FieldCount)
            .Select(at =>
                reader.GetValue(at) is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : reader.GetValue(at).ToString()
            );

    // "Result" and rules are named in every dossier; a choice is one of these words as a value, or as the name of a number.
    [GeneratedRegex("\"(InFavour|Against|Blank)\"|\"(inFavour|against|blank)\":")]
    private static partial Regex ChoiceWord();

    [GeneratedRegex("\"urn\":\"([^\"]+)\"")]
    private static partial Regex Urn();
}
