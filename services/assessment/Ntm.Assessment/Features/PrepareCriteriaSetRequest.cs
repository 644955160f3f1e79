using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Files;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>A table of criteria in the columns <c>code</c>, <c>text_vi</c>, <c>type</c>, <c>op</c>, <c>threshold</c>, <c>unit</c>,
/// <c>note</c>, <c>mark</c>, and where wanted <c>set</c>, <c>sex</c>, <c>applies</c>, <c>parts</c>, <c>evidence</c>,
/// <c>level_group_1</c> to <c>level_group_3</c>.</summary>
public sealed record CriteriaFileUpload
{
    /// <summary>File name, e.g. <c>bo-tieu-chi.xlsx</c>: <c>.csv</c> in UTF-8 or <c>.xlsx</c>, whose first sheet is read.</summary>
    [Text(FileName.Longest)]
    public required string Name { get; init; }

    /// <summary>Bytes of the file in base64; at most 512 KB.</summary>
    public required string Content { get; init; }
}

/// <summary>A criteria set that a province prepares, with its document.</summary>
/// <example>
/// { "code": "HT_XA_NTM_2026", "province": "42", "title": "xa-ntm", "name": "Bộ tiêu chí xã nông thôn mới của tỉnh",
/// "documentNumber": "01/2026/QĐ-THU", "documentDate": "2026-03-01", "validFrom": "2026-03-15", "validTo": null,
/// "extends": "XA_NTM_2026_2030", "file": {"name": "bo-tieu-chi.csv", "content": "Y29kZSx0ZXh0X3Zp"} }
/// </example>
public sealed record PrepareCriteriaSetRequest
{
    /// <summary>Code of the new set: capitals, digits and underscores, 3 to 40 characters.</summary>
    [Text(40)]
    public required string Code { get; init; }

    /// <summary>Code of the province, e.g. <c>42</c>.</summary>
    [Text(10)]
    public required string Province { get; init; }

    /// <summary>Title that it decides on, e.g. <c>xa-ntm</c> or <c>xa-ntm-hien-dai</c>.</summary>
    [Text(40)]
    public required string Title { get; init; }

    /// <summary>Vietnamese name, up to 300 characters.</summary>
    [Text(300)]
    public required string Name { get; init; }

    /// <summary>Number of the province's document, up to 60 characters.</summary>
    [Text(60)]
    public required string DocumentNumber { get; init; }

    /// <summary>Date of the document, not in the future.</summary>
    public required DateOnly DocumentDate { get; init; }

    /// <summary>First legal day; dossiers opened since then are judged by it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last legal day; null while open.</summary>
    public required DateOnly? ValidTo { get; init; }

    /// <summary>Code of the national set that it extends, e.g. <c>XA_NTM_2026_2030</c>; null where it stands alone.</summary>
    [Text(60, Optional = true)]
    public required string? Extends { get; init; }

    /// <summary>The table.</summary>
    public required CriteriaFileUpload File { get; init; }

    internal SetHeader ToHeader() =>
        new()
        {
            Title = Title,
            Name = Name.Trim(),
            DocumentNumber = DocumentNumber.Trim(),
            DocumentDate = DocumentDate,
            ValidFrom = ValidFrom,
            ValidTo = ValidTo,
            Extends = Extends,
        };
}
