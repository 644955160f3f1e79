using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Ntm.Commands;
using Ntm.Web;

namespace Ntm.Gateway.Tests.Description;

/// <summary>
/// Which refusals a handler can come to, read from the compiled code: every <see cref="Error"/> with a constant code that is made
/// in the handler, in what it calls, and in the functions that it hands on. A call through an interface may end in any of its
/// implementations, so the answer is at times one too many and not one too few.
/// </summary>
internal sealed partial class RefusalScan
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private readonly Dictionary<MethodBase, Body> bodies = [];
    private readonly Dictionary<FieldInfo, string[]> constants = [];
    private readonly HashSet<MethodBase> initialized = [];
    private readonly HashSet<Type> types;
    private readonly Dictionary<Type, List<Type>> heirs = [];

    public RefusalScan(params IEnumerable<Assembly> scanned)
    {
        types = [.. scanned.SelectMany(assembly => assembly.GetTypes())];
        foreach (var type in types)
        {
            foreach (var ancestor in Ancestors(type).Where(types.Contains))
            {
                heirs.TryAdd(ancestor, []);
                heirs[ancestor].Add(type);
            }
        }

        foreach (var type in types.Where(type => type.TypeInitializer is not null))
        {
            AddConstants(type.TypeInitializer!);
        }
    }

    /// <summary>Every refusal anywhere, reached from a handler or not, as <c>409 dossier.already_open</c>.</summary>
    public IReadOnlySet<string> Everything() =>
        types
            .SelectMany(type => type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All)))
            .SelectMany(method => Read(method).Refusals)
            .Concat(constants.Values.SelectMany(codes => codes))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>The refusals that a handler can come to.</summary>
    public IReadOnlyList<string> From(MethodBase handler)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<MethodBase>();
        var next = new Stack<MethodBase>([handler]);
        foreach (var body in handler.GetParameters().Select(parameter => parameter.ParameterType).Where(IsLateBody))
        {
            // What receives a body by itself is called before the handler, and its faults are asked for by name.
            Array.ForEach(body.GetMethods(All), next.Push);
        }

        while (next.TryPop(out var method))
        {
            if (!seen.Add(method))
            {
                continue;
            }

            if (Shows().IsMatch(method.Name) || Shows().IsMatch(method.DeclaringType!.Name))
            {
                continue;
            }

            var body = Read(method);
            found.UnionWith(body.Refusals);
            found.UnionWith(body.Fields.SelectMany(field => constants.GetValueOrDefault(field) ?? []));
            foreach (var called in body.Calls.Concat(Implementations(method)))
            {
                next.Push(called);
            }
        }

        return [.. found];
    }

    private static bool IsLateBody(Type type) => type.IsClass && type.IsAssignableTo(typeof(ILateBody));

    /// <summary>Errors kept in a static field are made before any handler runs; one may be made from another one by <c>with</c>.
    /// </summary>
    private void AddConstants(MethodBase initializer)
    {
        if (!initialized.Add(initializer))
        {
            return;
        }

        var made = new List<string>();
        foreach (var (code, operand) in Instructions(initializer))
        {
            if (code == OpCodes.Stsfld && operand is FieldInfo { FieldType: var type } field)
            {
                if (type == typeof(Error))
                {
                    constants[field] = [.. made];
                }

                made.Clear();
            }
            else if (operand is FieldInfo { FieldType: var copied, DeclaringType: { } owner } other && copied == typeof(Error))
            {
                if (types.Contains(owner) && owner.TypeInitializer is { } first)
                {
                    AddConstants(first);
                }

                made.AddRange(constants.GetValueOrDefault(other) ?? []);
            }
            else if (operand is string text && IsCode(text))
            {
                made.Add("0 " + text);
            }
            else if (StatusOf(operand as MethodBase, null) is { } status)
            {
                made = [.. made.Select(entry => WithStatus(entry, status))];
            }
            else if (operand is int number && Enum.IsDefined((ErrorKind)number))
            {
                made = [.. made.Select(entry => WithStatus(entry, number))];
            }
        }
    }

    private static string WithStatus(string entry, int status) =>
        entry.StartsWith("0 ", StringComparison.Ordinal) ? status.ToString(CultureInfo.InvariantCulture) + entry[1..] : entry;

    private Body Read(MethodBase method)
    {
        if (bodies.TryGetValue(method, out var known))
        {
            return known;
        }

        var body = bodies[method] = new Body([], [], []);
        if (Machine(method) is { } machine)
        {
            body.Calls.AddRange(machine.GetMethods(All));
        }

        var pending = new List<string>();
        int? kind = null;
        foreach (var (_, operand) in Instructions(method))
        {
            switch (operand)
            {
                case string text when IsCode(text):
                    pending.Add(text);
                    break;
                case int number when Enum.IsDefined((ErrorKind)number):
                    kind = number;
                    break;
                case FieldInfo field when field.FieldType == typeof(Error):
                    body.Fields.Add(field);
                    break;
                case MethodBase called:
                    if (pending.Count > 0 && StatusOf(called, kind) is { } status)
                    {
                        body.Refusals.AddRange(pending.Select(code => $"{status} {code}"));
                        pending.Clear();
                    }

                    if (types.Contains(called.DeclaringType!))
                    {
                        body.Calls.Add(called);
                    }

                    break;
            }
        }

        return body;
    }

    /// <summary>The status of what a call with a code makes; null when it makes no refusal.</summary>
    private int? StatusOf(MethodBase? called, int? kind)
    {
        if (called?.DeclaringType == typeof(Error))
        {
            return called.IsConstructor ? kind
                : Enum.TryParse<ErrorKind>(called.Name, out var named) ? (int)named
                : null;
        }

        return
            called is not null
            && types.Contains(called.DeclaringType!)
            && called.GetParameters().FirstOrDefault() is { Name: "code", ParameterType: var type }
            && type == typeof(string)
            ? Instructions(called).Select(entry => Made(entry.Operand)).FirstOrDefault(status => status is not null)
            : null;
    }

    private static int? Made(object? operand) =>
        operand switch
        {
            int status and >= 400 and < 600 => status,
            MethodBase { DeclaringType: var owner, Name: var name }
                when owner == typeof(Error) && Enum.TryParse<ErrorKind>(name, out var kind) => (int)kind,
            _ => null,
        };

    /// <summary>What the compiler made of an async method or an iterator.</summary>
    private static Type? Machine(MethodBase method) =>
        method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType is { } type
            ? type.IsGenericType
                ? type.GetGenericTypeDefinition()
                : type
            : null;

    private IEnumerable<MethodBase> Implementations(MethodBase method) =>
        method is { IsVirtual: true, IsFinal: false, DeclaringType: { } owner } && heirs.TryGetValue(owner, out var found)
            ? found
                .SelectMany(type => type.GetMethods(All))
                .Where(own => own.Name == method.Name && own.GetParameters().Length == method.GetParameters().Length)
            : [];

    private static IEnumerable<Type> Ancestors(Type type)
    {
        foreach (var found in type.GetInterfaces().Concat(Bases(type)))
        {
            yield return found.IsGenericType ? found.GetGenericTypeDefinition() : found;
        }
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var found = type.BaseType; found is not null; found = found.BaseType)
        {
            yield return found;
        }
    }

    private static IEnumerable<(OpCode Code, object? Operand)> Instructions(MethodBase method) => InstructionReader.Read(method);

    private static bool IsCode(string text) => Code().IsMatch(text);

    // A view asks what would be refused in order to offer the rest; it refuses nothing.
    [GeneratedRegex("^(View|AllowedActions)$|(Views?|Actions)$")]
    private static partial Regex Shows();

    [GeneratedRegex(@"^(assessment|planning|dossier|identity|notifications|file|platform|request|messaging)\.[a-z_]+$")]
    private static partial Regex Code();

    private sealed record Body(List<MethodBase> Calls, List<string> Refusals, List<FieldInfo> Fields);
}
