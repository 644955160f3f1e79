using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Ntm.Audit;
using Ntm.Commands;
using Ntm.Web;

namespace Ntm.Platform.Tests.Audit;

public sealed class AuditVerifierTests
{
    private const string Dossier = "dossier/0192d3a1-7c00-7000-8000-00000000000a";

    [Fact]
    public void An_export_as_written_verifies()
    {
        var chain = Chain(5);

        var found = Verify(Export(chain), AuditChain.HeadOf(chain[^1]));

        Assert.True(found.Verified, found.Reason);
        Assert.Equal((Dossier, 5L, chain[^1].Hash), (found.Chain, found.VerifiedEntries, found.HeadHash));
    }

    [Fact]
    public void A_chain_without_entries_verifies()
    {
        Assert.True(Verify(Export([])).Verified);
    }

    [Fact]
    public void White_space_and_the_order_of_names_are_no_edit()
    {
        var export = AuditExport.ToJson(Dossier, HeadOf(Chain(3)), Chain(3));
        var entry = export["entries"]!.AsArray()[1]!.AsObject();
        var action = entry["action"]!.DeepClone();
        entry.Remove("action");
        entry.Add("action", action);

        Assert.True(Verify(export.ToJsonString()).Verified);
    }

    [Theory]
    [InlineData("actor", "kẻ khác")]
    [InlineData("onBehalfOf", "lãnh đạo")]
    [InlineData("action", "dossier.refused")]
    [InlineData("stage", "decision")]
    [InlineData("at", "2023-03-01T00:00:01.000001Z")]
    public void An_edited_field_is_found_at_its_entry(string field, string value)
    {
        var found = Verify(Mutate(entries => entries[2]![field] = value));

        Assert.False(found.Verified);
        Assert.Equal((3L, 2L), (found.BrokenAt, found.VerifiedEntries));
        Assert.Contains("mục 3", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edited_payload_is_found()
    {
        Assert.Equal(4, Verify(Mutate(entries => entries[3]!["payload"]!["value"] = 99)).BrokenAt);
        Assert.Equal(4, Verify(Mutate(entries => entries[3]!["payload"]!["extra"] = "x")).BrokenAt);
    }

    [Fact]
    public void A_decomposed_letter_is_an_edit()
    {
        var decomposed = ComposedText.Decompose("Xã Sơn Bằng");

        Assert.Equal(1, Verify(Mutate(entries => entries[0]!["payload"]!["unit"] = decomposed)).BrokenAt);
    }

    [Fact]
    public void A_field_outside_the_format_is_an_edit()
    {
        Assert.Equal(2, Verify(Mutate(entries => entries[1]!["note"] = "x")).BrokenAt);
        Assert.False(Verify(MutateDocument(document => document["note"] = "x")).Verified);
        Assert.False(Verify(MutateDocument(document => document["head"]!["note"] = "x")).Verified);
    }

    [Fact]
    public void A_deleted_inserted_or_moved_entry_is_found()
    {
        Assert.Equal(2, Verify(Mutate(entries => entries.RemoveAt(1))).BrokenAt);
        Assert.Equal(3, Verify(Mutate(entries => entries.Insert(2, entries[1]!.DeepClone()))).BrokenAt);
        Assert.Equal(
            2,
            Verify(
                Mutate(entries =>
                {
                    var moved = entries[1]!;
                    entries.RemoveAt(1);
                    entries.Insert(3, moved);
                })
            ).BrokenAt
        );
    }

    [Fact]
    public void A_cut_tail_is_found_by_the_head_of_the_export()
    {
        var found = Verify(Mutate(entries => entries.RemoveAt(4)));

        Assert.False(found.Verified);
        Assert.Contains("phần cuối", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_tail_with_a_mended_head_is_found_only_beside_a_head_kept_elsewhere()
    {
        var chain = Chain(5);
        var cut = Export([.. chain.Take(4)]);

        Assert.True(Verify(cut).Verified);
        var found = Verify(cut, AuditChain.HeadOf(chain[^1]));
        Assert.False(found.Verified);
        Assert.Contains("mốc đối chiếu", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_another_dossier_does_not_verify_as_this_one()
    {
        var other = MutateDocument(document => document["chain"] = "dossier/0192d3a1-7c00-7000-8000-00000000000b");

        Assert.Equal(1, Verify(other).BrokenAt);
    }

    [Fact]
    public void A_dossier_named_in_capitals_is_an_edit()
    {
        Assert.False(Verify(MutateDocument(document => document["chain"] = Dossier.ToUpperInvariant())).Verified);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"format":"ntm-audit/2","chain":"x","head":{},"entries":[],"records":null}""")]
    public void A_file_that_is_no_export_is_refused_with_a_reason(string text)
    {
        var found = Verify(text);

        Assert.False(found.Verified);
        Assert.NotNull(found.Reason);
    }

    [Theory]
    [InlineData("""{"grant/1":{"role":"leader"}}""", "grant/1 đã bị sửa")]
    [InlineData("{}", "grant/1 đã bị xóa")]
    [InlineData("""{"grant/1":{"role":"officer"},"grant/9":{}}""", "grant/9 được thêm ngoài nhật ký")]
    [InlineData("""{"grant/1":null}""", "grant/1 đã bị sửa")]
    [InlineData("""{"grant/1":{"role":"officer"},"grant/2":{"role":"auditor"}}""", "grant/2 được thêm ngoài nhật ký")]
    public void A_record_that_is_not_what_the_chain_says_last_is_named(string records, string fault)
    {
        var found = Verify(Recorded(records));

        Assert.False(found.Verified);
        Assert.Contains(fault, found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_as_the_chain_says_last_verify()
    {
        var found = Verify(Recorded("""{"grant/1":{"role":"officer"}}"""));

        Assert.True(found.Verified, found.Reason);
    }

    [Fact]
    public void Any_change_of_any_one_character_is_found()
    {
        var chain = Chain(2);
        var export = Export(chain);
        var head = AuditChain.HeadOf(chain[^1]);
        var unseen =
            from at in Enumerable.Range(0, export.Length).AsParallel()
            from letter in Enumerable.Range(' ', '~' - ' ' + 1)
            let text = $"{export[..at]}{(char)letter}{export[(at + 1)..]}"
            where !SameJson(text, export) && Verify(text, head).Verified
            select text;

        Assert.Empty(unseen);
    }

    [Fact]
    public void Any_reordering_or_omission_is_found()
    {
        var chain = Chain(7);
        var head = AuditChain.HeadOf(chain[^1]);
        Prop.ForAll(
                Gen.Shuffle(chain).Two().ToArbitrary(),
                pair =>
                {
                    var (order, other) = pair;
                    var kept = order.Take((Array.IndexOf(order, other[0]) % order.Length) + 1).ToList();
                    return kept.SequenceEqual(chain) || !Verify(Export(kept), head).Verified;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void The_instant_hashes_the_same_after_a_database_that_keeps_microseconds()
    {
        var act = Act(1) with { At = new DateTimeOffset(2023, 3, 1, 7, 0, 0, TimeSpan.FromHours(7)).AddTicks(12345678) };

        var entry = AuditChain.Append(AuditChain.Start(Dossier), act);

        Assert.Equal(TimeSpan.Zero, entry.At.Offset);
        Assert.Equal(0, entry.At.Ticks % TimeSpan.TicksPerMicrosecond);
        Assert.True(Verify(Export([entry])).Verified);
    }

    internal static AuditEntry[] Chain(int length)
    {
        var head = AuditChain.Start(Dossier);
        var chain = new AuditEntry[length];
        for (var place = 0; place < length; place++)
        {
            chain[place] = AuditChain.Append(head, Act(place));
            head = AuditChain.HeadOf(chain[place]);
        }

        return chain;
    }

    /// <summary>A chain in which one grant changed and another was removed, beside what the tables are said to hold.</summary>
    private static string Recorded(string records)
    {
        var head = AuditChain.Start(Dossier);
        var chain = new List<AuditEntry>();
        foreach (
            var record in new AuditRecord[]
            {
                new("grant/1", new { role = "reviewer" }),
                new("grant/2", new { role = "auditor" }),
                new("grant/1", new { role = "officer" }),
                new("grant/2", null),
            }
        )
        {
            chain.Add(AuditChain.Append(head, Act(1) with { Payload = new { records = new[] { record } } }));
            head = AuditChain.HeadOf(chain[^1]);
        }

        var document = AuditExport.ToJson(Dossier, head, chain);
        document["records"] = JsonNode.Parse(records);
        return document.ToJsonString();
    }

    private static AuditAct Act(int number) =>
        new()
        {
            At = new DateTimeOffset(2023, 3, 1, 0, 0, number, TimeSpan.Zero),
            Actor = $"cán bộ {number}",
            OnBehalfOf = number % 2 == 0 ? null : "chủ tịch",
            Action = "dossier.stage_completed",
            Stage = number % 3 == 0 ? null : "commune-dossier",
            Payload = new
            {
                unit = "Xã Sơn Bằng",
                value = 12.5m + number,
                day = new DateOnly(2023, 3, 1),
            },
        };

    private static string Export(IReadOnlyList<AuditEntry> chain)
    {
        using var stream = new MemoryStream();
        AuditExport.Write(stream, Dossier, HeadOf(chain), chain);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static AuditHead HeadOf(IReadOnlyList<AuditEntry> chain) =>
        chain.Count == 0 ? AuditChain.Start(Dossier) : AuditChain.HeadOf(chain[^1]);

    private static string Mutate(Action<JsonArray> change) => MutateDocument(document => change(document["entries"]!.AsArray()));

    private static string MutateDocument(Action<JsonObject> change)
    {
        var document = AuditExport.ToJson(Dossier, HeadOf(Chain(5)), Chain(5));
        change(document);
        return document.ToJsonString();
    }

    private static bool SameJson(string first, string second)
    {
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(first), JsonNode.Parse(second));
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static AuditVerification Verify(string export, AuditHead? head = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(export));
        return AuditVerifier.Verify(stream, head?.Sequence, head?.Hash.ToUpper(CultureInfo.InvariantCulture));
    }
}
