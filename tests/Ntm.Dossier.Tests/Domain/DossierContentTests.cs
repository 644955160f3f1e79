using System.Text.Json;
using System.Text.Json.Serialization;
using Ntm.Dossier.Domain;

namespace Ntm.Dossier.Tests.Domain;

public sealed class DossierContentTests
{
    private const string Stored = """
        {"actors":{"commune":"42/439/18175","province":"42"},"formerUnits":[],
        "open":[{"key":"commune-dossier","round":2,"openedAt":"2023-03-06T03:00:00+00:00","alarmedUpTo":"2023-03-06T03:00:00+00:00",
        "claims":[]}],
        "completed":["self-assessment"],"planned":[],
        "notices":[],"meetings":[],
        "opinions":[{"number":1,"stage":"commune-dossier","round":1,"to":{"role":"leader","unitPath":"42"},"question":"x","askedBy":"an",
        "askedAt":"2023-03-01T03:00:00+00:00","dueAt":"2023-03-02T17:00:00+00:00",
        "answer":{"text":"y","by":"dung","at":"2023-03-01T04:00:00+00:00"},
        "reminded":{"by":"an","at":"2023-03-01T03:30:00+00:00"}},
        {"number":2,"stage":"commune-dossier","round":2,"to":{"role":"appraiser","unitPath":"42","department":"SYT"},"question":"x",
        "askedBy":"an","askedFor":"binh","askedAt":"2023-03-06T03:00:00+00:00","dueAt":"2023-03-07T17:00:00+00:00",
        "alarmedAt":"2023-03-06T17:00:00+00:00","nextAlarmAt":"2023-03-07T17:00:00+00:00"}],
        "preparers":["an","binh"],"names":{},
        "files":[{"id":"0186b500-0000-7000-8000-000000000001","document":"to-trinh","name":"a.pdf","kind":"Pdf","hash":"ab",
        "length":7,"addedBy":"an","addedAt":"2023-03-01T03:00:00+00:00","stage":"commune-dossier","round":1}],
        "assessment":{"revision":1,"allPassed":true,"criteria":["1","2"]},
        "lateRevision":0,
        "lostCriteria":[{"code":"1","revision":1,"at":"2023-03-01T03:00:00+00:00"}],
        "verdicts":[{"stage":"district-examination","round":1,"item":{"kind":"criterion","key":"1"},"accepted":true,"by":"chi",
        "at":"2023-03-01T03:00:00+00:00"}],
        "returned":[{"stage":"district-examination","round":1,"item":{"kind":"document","key":"to-trinh"},"reason":"x",
        "at":"2023-03-01T03:00:00+00:00","answerStage":"commune-dossier","assessmentRevision":1,
        "files":["0186b500-0000-7000-8000-000000000001"],
        "answer":{"how":"document","by":"an","at":"2023-03-01T03:00:00+00:00"}}],
        "suspensions":[{"stage":"district-examination","round":1,"from":"2023-03-01T03:00:00+00:00","workingDaysUsed":2,
        "openedAt":"2023-02-27T03:00:00+00:00"}],
        "extensions":[{"stage":"district-submission","before":"2023-04-20","documentNumber":"1/UBND","documentDate":"2023-03-01",
        "by":"dung","at":"2023-03-01T03:00:00+00:00","correction":"sai"}],
        "receipts":[],"earlierSessions":[],
        "decision":{"outcome":"Recognised","number":"1","date":"2023-03-01","by":"dung","at":"2023-03-01T03:00:00+00:00"},
        "announcement":{"on":"2023-03-02","where":"web","by":"dung","at":"2023-03-02T03:00:00+00:00"},
        "withdrawal":{"reason":"x","by":"an","at":"2023-03-02T03:00:00+00:00"}}
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void A_stored_dossier_is_written_as_it_was_read()
    {
        var read = JsonSerializer.Deserialize<DossierContent>(Stored, Json)!;

        Assert.Equal(Stored.ReplaceLineEndings(""), JsonSerializer.Serialize(read, Json));
        Assert.Contains("AN", read.Preparers);
    }

    [Fact]
    public void A_dossier_that_was_stored_before_opinions_were_asked_is_written_without_any()
    {
        var read = JsonSerializer.Deserialize<DossierContent>("{}", Json)!;

        Assert.Empty(read.AskedOpinions);
        Assert.DoesNotContain("pinions", JsonSerializer.Serialize(read, Json), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_prepared_before_is_named_once_and_first() =>
        Assert.Equal(
            ["an", "binh"],
            new DossierContent().PreparedBy(new Act("an", default)).PreparedBy(new Act("AN ", default), "binh").Preparers
        );
}
