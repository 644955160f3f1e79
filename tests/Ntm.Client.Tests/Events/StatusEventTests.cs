using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Client.Events;

namespace Ntm.Client.Tests.Events;

/// <summary>Events as types; what is unknown passes through.</summary>
public sealed class StatusEventTests
{
    private const string Id = "019adcd5-5a7e-7000-8000-000000000001";
    private const string Dossier = "019adcd5-5a7e-7000-8000-0000000000d0";

    public static TheoryData<string> Types =>
        [.. typeof(StatusTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(type => (string)type.GetRawConstantValue()!)];

    [Fact]
    public void All_attributes_are_read()
    {
        var json = StatusEvents.Json(Id, StatusTypes.DossierSubmitted, $"dossiers/{Dossier}", 12);
        json["correlationid"] = "4bf92f3577b34da6a3ce929d0e0e4736";
        json["traceparent"] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        json["partitionkey"] = "42";

        var read = StatusEvent.Parse(json.ToJsonString());

        Assert.Equal((Id, StatusTypes.DossierSubmitted, "/ntm/42"), (read.Id, read.Type, read.Source));
        Assert.Equal((Guid.Parse(Dossier), null, 12L), (read.DossierId, read.PlanId, read.Sequence));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 2, 3, 4, 567, TimeSpan.Zero), read.Time);
        Assert.Equal("urn:ntm:schema:vn.ntm.dossier.submitted:v1", read.DataSchema);
        Assert.Equal(((string?)json["correlationid"], (string?)json["traceparent"]), (read.CorrelationId, read.TraceParent));
        Assert.Equal("18133", read.Data.GetProperty("unitCode").GetString());
        Assert.Equal(["partitionkey"], read.Extensions.Keys);
        Assert.Equal("42", read.Extensions["partitionkey"].GetString());
    }

    [Fact]
    public void An_event_about_a_plan_has_no_sequence()
    {
        var read = StatusEvent.Parse(StatusEvents.Json(Id, StatusTypes.PlanPublished, $"plans/{Dossier}", null).ToJsonString());

        Assert.Equal((null, Guid.Parse(Dossier), (long?)null), (read.DossierId, read.PlanId, read.Sequence));
    }

    [Fact]
    public void A_type_of_a_later_version_passes_through()
    {
        var data = new JsonObject { ["unitCode"] = "18133", ["colour"] = new JsonArray(1, 2) };
        var read = StatusEvent.Parse(StatusEvents.Json(Id, "vn.ntm.dossier.painted", "walls/7", 3, data).ToJsonString());

        Assert.Equal(("walls/7", null, null), (read.Subject, read.DossierId, read.PlanId));
        Assert.Equal("18133", StatusData.Of(read).UnitCode);
        Assert.Equal("[1,2]", StatusData.Of(read).Other["colour"].GetRawText());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_known_type_has_its_record_and_keeps_fields_that_it_does_not_know(string type)
    {
        var data = new JsonObject { ["unitCode"] = "18133", ["later"] = true };
        var read = StatusData.Of(StatusEvent.Parse(StatusEvents.Json(Id, type, $"dossiers/{Dossier}", 1, data).ToJsonString()));

        Assert.NotEqual(typeof(StatusData), read.GetType());
        Assert.Equal("18133", read.UnitCode);
        Assert.True(read.Other["later"].GetBoolean());
    }

    [Fact]
    public void Typed_data_says_what_the_event_says()
    {
        var entered = Assert.IsType<StageEnteredData>(
            Of(
                StatusTypes.DossierStageEntered,
                """{"title":"xa-ntm","year":2026,"stage":"appraisal","round":2,"dueAt":"2026-12-24T17:00:00Z"}"""
            )
        );
        var decided = Assert.IsType<DecisionData>(
            Of(StatusTypes.DossierRecognised, """{"decisionNumber":"123/QĐ-UBND","decisionDate":"2026-12-24"}""")
        );
        var returned = Assert.IsType<ReturnedData>(
            Of(StatusTypes.DossierReturned, """{"stage":"appraisal","items":[{"kind":"criterion","key":"3.1"}]}""")
        );

        Assert.Equal(("xa-ntm", 2026, "appraisal", 2), (entered.Title, entered.Year, entered.Stage, entered.Round));
        Assert.Equal(new DateTimeOffset(2026, 12, 24, 17, 0, 0, TimeSpan.Zero), entered.DueAt);
        Assert.Equal(("123/QĐ-UBND", new DateOnly(2026, 12, 24)), (decided.DecisionNumber, decided.DecisionDate));
        Assert.Equal([("criterion", "3.1")], returned.Items.Select(item => (item.Kind, item.Key)));
    }

    [Fact]
    public void A_batch_is_read_in_its_order_and_one_event_alone_as_a_batch_of_one()
    {
        var one = StatusEvents.Json(Id, StatusTypes.DossierOpened, $"dossiers/{Dossier}", 1).ToJsonString();
        var two = StatusEvents.Json("two", StatusTypes.DossierClosed, $"dossiers/{Dossier}", 2).ToJsonString();

        Assert.Equal([1L, 2L], StatusEvent.ParseBatch(Encoding.UTF8.GetBytes($"[{one},{two}]")).Select(read => read.Sequence!.Value));
        Assert.Equal([Id], StatusEvent.ParseBatch(Encoding.UTF8.GetBytes(one)).Select(read => read.Id));
        Assert.Empty(StatusEvent.ParseBatch("[]"u8.ToArray()));
    }

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{}""")]
    [InlineData("""{"specversion":"0.3","id":"1","type":"t","source":"s"}""")]
    [InlineData("""{"specversion":"1.0","type":"t","source":"s"}""")]
    [InlineData("""{"specversion":"1.0","id":"","type":"t","source":"s"}""")]
    [InlineData("""{"specversion":"1.0","id":{},"type":"t","source":"s"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","type":"t","source":"s","time":"yesterday"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","type":"t","source":"s","sequence":"-1"}""")]
    public void What_is_no_event_is_refused(string json) => Assert.Throws<FormatException>(() => StatusEvent.Parse(json));

    [Fact]
    public void What_is_cut_off_is_no_json() => Assert.ThrowsAny<JsonException>(() => StatusEvent.Parse("""{"specversion":"1.0","""));

    private static StatusData Of(string type, string data) =>
        StatusData.Of(
            StatusEvent.Parse(StatusEvents.Json(Id, type, $"dossiers/{Dossier}", 1, (JsonObject)JsonNode.Parse(data)!).ToJsonString())
        );
}
