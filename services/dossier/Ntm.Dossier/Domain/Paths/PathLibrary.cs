namespace Ntm.Dossier.Domain.Paths;

/// <summary>The version of a path that a dossier began with, and the hash of its file then.</summary>
internal sealed record UsedPath(string Key, int Version, string Hash);

/// <summary>All paths of the installation, every version that a dossier may run on.</summary>
internal sealed class PathLibrary(IReadOnlyList<PathDefinition> paths)
{
    private readonly Dictionary<(string Key, int Version), PathDefinition> _byVersion = paths.ToDictionary(path =>
        (path.Key, path.Version)
    );

    public IReadOnlyList<PathDefinition> Paths => paths;

    /// <summary>Reads every file, or throws with the faults of all of them.</summary>
    public static PathLibrary Read(IReadOnlyDictionary<string, string> files)
    {
        var readings = files.Select(file => (file.Key, Reading: PathReader.Read(file.Value))).ToList();
        var faults = readings
            .SelectMany(file => file.Reading.Faults.Select(fault => fault with { Place = $"{file.Key}: {fault.Place}" }))
            .ToList();
        var paths = readings.Select(file => file.Reading.Path).OfType<PathDefinition>().ToList();
        faults.AddRange(Overlaps(paths));
        if (files.Count == 0)
        {
            faults.Add(new PathFault("Paths", "không có tệp quy trình nào"));
        }

        return faults.Count == 0 ? new PathLibrary(paths) : throw new PathFaultsException(faults);
    }

    /// <summary>The newest version of the path that is in force for a title on a legal day.</summary>
    public PathDefinition? Choose(string title, DateOnly day, PathPurpose purpose = PathPurpose.Recognition) =>
        paths
            .Where(path =>
                path.Purpose == purpose
                && path.Titles.Contains(title)
                && path.ValidFrom <= day
                && (path.ValidTo is null || day <= path.ValidTo)
            )
            .MaxBy(path => path.Version);

    /// <summary>What the dossiers of a path are for, in every version of it.</summary>
    public PathPurpose PurposeOf(string key) => paths.First(path => path.Key == key).Purpose;

    /// <summary>The version a dossier began with; it is kept even when a newer one is in force.</summary>
    public PathDefinition Get(UsedPath used) =>
        FaultOf(used) is { } fault ? throw new UnusableDataException(fault.ToString()) : _byVersion[(used.Key, used.Version)];

    /// <summary>Why dossiers cannot go on with the version they began with; null when they can.</summary>
    public PathFault? FaultOf(UsedPath used)
    {
        var place = $"{used.Key} v{used.Version}";
        return !_byVersion.TryGetValue((used.Key, used.Version), out var path)
                ? new PathFault(place, "không còn tệp của phiên bản này, nhưng có hồ sơ theo nó. Đặt lại tệp cũ bên cạnh phiên bản mới")
            : path.Hash != used.Hash
                ? new PathFault(
                    place,
                    $"nội dung tệp đã đổi (SHA-256 {path.Hash}, hồ sơ theo bản {used.Hash}). Đặt lại tệp cũ; thay đổi phải là phiên bản mới"
                )
            : null;
    }

    private static IEnumerable<PathFault> Overlaps(List<PathDefinition> paths)
    {
        foreach (var twice in paths.GroupBy(path => (path.Key, path.Version)).Where(group => group.Count() > 1))
        {
            yield return new PathFault($"{twice.Key.Key} v{twice.Key.Version}", "có trong hai tệp");
        }

        var pairs =
            from one in paths
            from other in paths
            where
                string.CompareOrdinal(one.Key, other.Key) < 0
                && one.Purpose == other.Purpose
                && one.Titles.Intersect(other.Titles).Any()
                && one.ValidFrom <= (other.ValidTo ?? DateOnly.MaxValue)
                && other.ValidFrom <= (one.ValidTo ?? DateOnly.MaxValue)
            select (one, other);
        foreach (var (one, other) in pairs)
        {
            yield return new PathFault($"{one.Key}, {other.Key}", "cùng có hiệu lực cho một danh hiệu trong cùng thời gian");
        }
    }
}
