namespace Ntm.Dossier.Domain.Procedures;

/// <summary>
/// A figure of the procedure as public sources give it, for a province that writes its own document. It is shown with its certainty
/// and never decides: since 15/02/2026 only what a province confirms does.
/// </summary>
internal sealed record KnownFigure
{
    /// <summary>Name of the figure, e.g. <c>majority</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Name that people read.</summary>
    public required string Name { get; init; }

    /// <summary>Value in words, with what is not known of it.</summary>
    public required string Value { get; init; }

    /// <summary>Legal source, in Vietnamese.</summary>
    public required string Source { get; init; }

    /// <summary><c>M?</c> for one that no readable source confirms for this time, <c>?</c> for one that was not found.</summary>
    public required string Mark { get; init; }
}

/// <summary>The figures that ship with the platform, read from <c>known-figures.json</c>.</summary>
internal sealed class KnownFigures
{
    private const string FileName = "known-figures.json";

    private KnownFigures(IReadOnlyList<KnownFigure> all) => All = all;

    public IReadOnlyList<KnownFigure> All { get; }

    /// <summary>The figures that ship with the platform.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static KnownFigures Load() => Parse(StrictJson.Embedded(typeof(KnownFigures), FileName));

    /// <summary>The figures of a data file.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static KnownFigures Parse(Stream? file)
    {
        var (read, faults) = StrictJson.Read<KnownFigureFile>(file).Check(found => FaultsOf(found.Figures));
        return faults.Count == 0
            ? new KnownFigures(read!.Figures)
            : throw new InvalidDataException($"{FileName}:\n" + string.Join('\n', faults));
    }

    private static IEnumerable<string> FaultsOf(IReadOnlyList<KnownFigure> figures)
    {
        foreach (var key in FigureTexts.Keys.Where(key => figures.Count(figure => figure.Key == key) != 1))
        {
            yield return $"{key}: phải có đúng một dòng.";
        }

        foreach (var figure in figures)
        {
            if (!FigureTexts.Keys.Contains(figure.Key))
            {
                yield return $"{figure.Key}: không có số liệu này trong quy trình.";
            }

            if (figure.Mark is not ("M?" or "?") || string.IsNullOrWhiteSpace(figure.Source) || string.IsNullOrWhiteSpace(figure.Value))
            {
                yield return $"{figure.Key}: thiếu giá trị, căn cứ, hoặc ký hiệu nguồn không phải M? hay ?.";
            }
        }
    }

    private sealed record KnownFigureFile(IReadOnlyList<KnownFigure> Figures);
}
