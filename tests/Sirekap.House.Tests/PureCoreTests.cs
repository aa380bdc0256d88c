using Mono.Cecil;

namespace Sirekap.House.Tests;

/// <summary>Sirekap.Elections is a function of what it is given: no files, no clock, no chance, no secrets, no surroundings.</summary>
public sealed class PureCoreTests
{
    private const string Core = "Sirekap.Elections";

    /// <summary>Types, or the beginnings of their names, whose every member is out of bounds.</summary>
    private static readonly string[] ForbiddenTypes =
    [
        "System.IO.",
        "System.Net.",
        "System.Random",
        "System.Security.Cryptography.",
        "System.Environment",
        "System.Console",
        "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
        "System.TimeProvider",
        "System.Threading.Thread",
        "System.Threading.Timer",
        "System.Threading.Tasks.Task",
        "System.TimeZoneInfo",
    ];

    /// <summary>Of these only some members are.</summary>
    private static readonly string[] ForbiddenMembers =
    [
        "System.DateTime::get_Now",
        "System.DateTime::get_UtcNow",
        "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now",
        "System.DateTimeOffset::get_UtcNow",
        "System.Guid::NewGuid",
        "System.Guid::CreateVersion7",
    ];

    /// <summary>Bytes in memory are no files; the compiler asks every iterator for the thread it is on; a recount is shared among the
    /// processors there are, and no sum depends on how.</summary>
    private static readonly string[] Allowed =
    [
        "System.IO.MemoryStream",
        "System.IO.InvalidDataException",
        "System.IO.StringReader",
        "System.IO.StringWriter",
        "System.IO.TextReader",
        "System.IO.TextWriter",
        "System.Environment::get_CurrentManagedThreadId",
        "System.Environment::get_ProcessorCount",
    ];

    [Fact]
    public void The_core_refers_to_nothing_but_the_base_class_library()
    {
        using var core = Projects.Assembly(Core);
        core.MainModule.AssemblyReferences.Select(reference => reference.Name)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .ShouldBeEmpty();
        core.MainModule.ModuleReferences.ShouldBeEmpty();
        File.ReadAllText(Repository.At($"src/{Core}/{Core}.csproj")).ShouldNotContain("Reference");
    }

    [Fact]
    public void The_core_does_no_input_or_output_and_asks_neither_clock_nor_chance()
    {
        using var core = Projects.Assembly(Core);
        var used = Used(core);
        used.Count.ShouldBeGreaterThan(200);
        used.Where(IsForbidden).ShouldBeEmpty();
    }

    [Fact]
    public void The_core_calls_no_native_code()
    {
        using var core = Projects.Assembly(Core);
        core.MainModule.GetTypes()
            .SelectMany(type => type.Methods)
            .Where(method => method.IsPInvokeImpl)
            .Select(method => method.FullName)
            .ShouldBeEmpty();
    }

    [Fact]
    public void What_is_forbidden_would_be_found()
    {
        // These tests read files and start processes, so the same scan finds something here.
        using var tests = AssemblyDefinition.ReadAssembly(typeof(PureCoreTests).Assembly.Location);
        var used = Used(tests);
        used.Where(IsForbidden).ShouldContain("System.IO.File::ReadAllText");
        used.Where(IsForbidden).ShouldContain("System.Diagnostics.Process::Start");
        IsForbidden("System.Environment::get_CurrentManagedThreadId").ShouldBeFalse();
        IsForbidden("System.Environment::get_TickCount64").ShouldBeTrue();
        IsForbidden("System.DateTime::get_UtcNow").ShouldBeTrue();
        IsForbidden("System.DateTimeOffset::FromUnixTimeSeconds").ShouldBeFalse();
    }

    private static bool IsForbidden(string member)
    {
        var type = member[..member.IndexOf("::", StringComparison.Ordinal)];
        return !Allowed.Contains(member)
            && !Allowed.Contains(type)
            && (
                ForbiddenMembers.Contains(member)
                || ForbiddenTypes.Any(forbidden =>
                    forbidden.EndsWith('.') ? type.StartsWith(forbidden, StringComparison.Ordinal) : type == forbidden
                )
            );
    }

    /// <summary>Each member of another assembly that the code calls or reads, as <c>Namespace.Type::Member</c>.</summary>
    private static HashSet<string> Used(AssemblyDefinition assembly) =>
        [
            .. assembly
                .MainModule.GetTypes()
                .SelectMany(type => type.Methods)
                .Where(method => method.HasBody)
                .SelectMany(method => method.Body.Instructions)
                .Select(instruction => instruction.Operand as MemberReference)
                .Where(member => member?.DeclaringType is { IsGenericParameter: false })
                .Select(member => $"{member!.DeclaringType.GetElementType().FullName}::{member.Name}"),
            .. assembly
                .MainModule.GetTypeReferences()
                .Where(type => !Allowed.Any(member => member.StartsWith(type.FullName + "::", StringComparison.Ordinal)))
                .Select(type => $"{type.FullName}::"),
        ];
}
