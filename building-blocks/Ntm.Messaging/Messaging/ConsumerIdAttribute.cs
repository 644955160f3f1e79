using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Ntm.Messaging;

/// <summary>
/// The name of a consumer's queue, under which the inbox also remembers what it has handled. A consumer without it is
/// called by its service and its class; one whose class was renamed carries its old name here, so that it keeps both.
/// </summary>
/// <param name="id"><c>service.consumer</c>, at most 100 characters.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed partial class ConsumerIdAttribute(string id) : Attribute
{
    private static readonly ConcurrentDictionary<Type, string> Known = new();

    public string Id => id;

    /// <summary><c>Ntm.Notifications.Features.OnDossierEvent</c> of any event is <c>notifications.on-dossier-event</c>.</summary>
    public static string Of(Type consumer) =>
        Known.GetOrAdd(
            consumer,
            type =>
                type.GetCustomAttribute<ConsumerIdAttribute>(inherit: false)?.Id
                ?? type.Assembly.GetName().Name!.Split('.')[^1].ToLowerInvariant()
                    + '.'
                    + WordStart().Replace(type.Name.Split('`')[0], "-$0").ToLowerInvariant()
        );

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
