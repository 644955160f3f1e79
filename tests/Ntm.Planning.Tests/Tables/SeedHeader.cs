using System.Globalization;
using System.Text.Json;

namespace Ntm.Planning.Tests.Tables;

/// <summary>Turns the fields of one plan into its head.</summary>
internal sealed class SeedHeader(string plan, Func<string, string> cut)
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["number_issued"] = "number",
        ["style"] = "style",
        ["issuer"] = "issuer",
        ["issued_on"] = "issuedOn",
        ["subject"] = "subject",
        ["period_from"] = "from",
        ["period_to"] = "to",
        ["parent_number"] = "parentNumber",
        ["parent_issued_on"] = "parentIssuedOn",
        ["parent_issuer"] = "parentIssuer",
        ["signer_office"] = "signerOffice",
    };

    private readonly List<FieldRow> rows = [.. SeedTables.Fields.Where(row => row.Plan == plan)];

    public PlanHeader Build() =>
        new()
        {
            Number = Value("number_issued"),
            Style = Named<DocumentStyle>(Value("style")!),
            IssuedOn = Day("issued_on"),
            Issuer = cut(Value("issuer")!),
            SignerOffice = Value("signer_office"),
            Subject = Value("subject")!,
            ParentNumber = Value("parent_number"),
            ParentIssuedOn = Day("parent_issued_on"),
            ParentIssuer = Value("parent_issuer") is { } issuer ? cut(issuer) : null,
            Recipients = [.. rows.Where(row => row.Field == "recipient").Select(Recipient)],
            Attachments = [.. rows.Where(row => row.Field == "attachment").Select(Attachment)],
            Marks = [.. rows.Where(row => row.Status != "given" && Names.ContainsKey(row.Field)).Select(Mark)],
        };

    private PlanRecipient Recipient(FieldRow row) => new() { Text = row.Value!, Bodies = SeedRecipients.Of(plan, row.Value!) };

    /// <summary>Each plan that announces an attachment announces one, and names one document for it.</summary>
    private PlanAttachment Attachment(FieldRow row) =>
        new()
        {
            Name = row.Value!,
            Document = cut(SeedTables.Documents.Single(named => named.Plan == plan && named.Cells["role"] == "attachment-named").Key),
            Present = row.Status == "given",
        };

    private static FieldMark Mark(FieldRow row) =>
        new()
        {
            Field = Names[row.Field],
            Status = Named<FieldStatus>(row.Status),
            AsWritten = row.AsWritten,
            Note = row.Note,
        };

    private string? Value(string field) => rows.SingleOrDefault(row => row.Field == field)?.Value;

    private DateOnly? Day(string field) =>
        Value(field) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static T Named<T>(string text) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(text))!;
}
