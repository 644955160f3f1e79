using Ntm.Files;

namespace Ntm.Planning.Features.Plans;

/// <summary>A plan as one workbook.</summary>
public sealed record PlanFileUpload
{
    /// <summary>File name, e.g. <c>ke-hoach-2023.xlsx</c>.</summary>
    [Text(FileName.Longest)]
    public required string Name { get; init; }

    /// <summary>Bytes of the file in base64; at most 512 KB.</summary>
    public required string Content { get; init; }
}

/// <summary>A plan of a unit as one workbook.</summary>
/// <example>{ "unitCode": "18175", "year": 2023, "file": {"name": "ke-hoach-2023.xlsx", "content": "UEsDBBQAAAAI"} }</example>
public sealed record ImportPlanRequest
{
    /// <summary>Official code of the unit, e.g. <c>18175</c>.</summary>
    [Text(30)]
    public required string UnitCode { get; init; }

    /// <summary>Year of the campaign, 2010 to 2100; a due without a year is in it.</summary>
    [Between(2010, 2100)]
    public required int Year { get; init; }

    /// <summary>The workbook.</summary>
    public required PlanFileUpload File { get; init; }
}
