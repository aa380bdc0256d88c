using System.Reflection;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;

namespace Sirekap.Elections.Tests.Checks;

/// <summary>
/// A check reads one form of one contest. Voters from elsewhere get some of the ballots only, so that turnout differs between the contests
/// of a station, and no check may hold one against another.
/// </summary>
public class OneFormTests
{
    private static readonly Type[] Figured = [typeof(FormFields), typeof(TotalFigures), typeof(Figures<>)];

    private static MethodInfo[] Methods { get; } =
    [
        .. typeof(Evaluation)
            .Assembly.GetTypes()
            .Where(type => type.Namespace is "Sirekap.Elections.Checks" or "Sirekap.Elections.Forms.Sections")
            .SelectMany(type =>
                type.GetMethods(
                    BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly
                )
            ),
    ];

    [Fact]
    public void No_method_of_the_checks_is_given_the_figures_of_two_papers_or_of_a_contests_stations()
    {
        Methods.Count(method => Read(method) == 1).ShouldBeGreaterThan(30);
        Methods.Where(method => Read(method) > 1).Select(method => $"{method.DeclaringType}.{method.Name}").ShouldBeEmpty();
        Methods
            .SelectMany(method => method.GetParameters().Select(parameter => (Method: method, parameter.ParameterType)))
            .Where(given => given.ParameterType == typeof(Contest[]) || Holds(given.ParameterType) || IsTally(given.ParameterType))
            .Select(given => $"{given.Method.DeclaringType}.{given.Method.Name}: {given.ParameterType}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void What_a_form_is_evaluated_with_is_its_own_paper()
    {
        typeof(FormEvaluation)
            .GetMethod(nameof(FormEvaluation.Invoke))!
            .GetParameters()
            .Select(parameter => parameter.ParameterType)
            .ShouldBe([typeof(FormFields), typeof(StationPaper)]);
        typeof(StationPaper)
            .GetProperties()
            .Select(property => property.PropertyType)
            .ShouldBe([typeof(RegionCode), typeof(Ballot), typeof(Limits), typeof(ContestForm), typeof(VotingMethod)], ignoreOrder: true);
    }

    [Fact]
    public void No_check_keeps_anything_from_one_form_to_the_next() =>
        Methods
            .Select(method => method.DeclaringType!)
            .Distinct()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field is { IsInitOnly: false, IsLiteral: false } && !field.Name.StartsWith('<'))
            .Select(field => $"{field.DeclaringType}.{field.Name}")
            .ShouldBeEmpty();

    private static int Read(MethodInfo method) => method.GetParameters().Count(parameter => IsFigures(parameter.ParameterType));

    private static bool IsFigures(Type type)
    {
        var plain = type.IsByRef ? type.GetElementType()! : type;
        return Figured.Contains(plain.IsGenericType ? plain.GetGenericTypeDefinition() : plain);
    }

    /// <summary>Whether it is a list of figures, or of contests.</summary>
    private static bool Holds(Type type) =>
        (type.IsArray && IsFigures(type.GetElementType()!))
        || (type.IsGenericType && !IsFigures(type) && type.GetGenericArguments().Any(one => IsFigures(one) || one == typeof(Contest)));

    private static bool IsTally(Type type) => type.Namespace == typeof(ContestTally).Namespace || type == typeof(ElectionStructure);
}
