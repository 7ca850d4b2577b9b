using Mkr.Model.Models.Blend;
using Mkr.Model.Models.Cke;
using Mkr.Model.Models.Counting;
using Mkr.Model.Models.Dkn;
using Mkr.Model.Models.Factorization;
using Mkr.Model.Models.Hybrid;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.LibFm;
using Mkr.Model.Models.LinearModels;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Models.Neighbours;
using Mkr.Model.Models.Per;
using Mkr.Model.Models.RippleNet;
using Mkr.Model.Models.WideDeep;
using Mkr.Model.Settings;

namespace Mkr.Model.Models;

/// <summary>All models: the one place where a new one is registered.</summary>
public static class ModelCatalog
{
    /// <summary>The models.</summary>
    public static IReadOnlyList<ModelDefinition> All { get; } =
    [
        new HybridDefinition(),
        new MkrDefinition(),
        new PopularityDefinition(),
        new ItemKnnDefinition(),
        new EaseDefinition(),
        new BlendDefinition(),
        new BprMfDefinition(),
        new LibFmDefinition(),
        new WideDeepDefinition(),
        new CkeDefinition(),
        new PerDefinition(),
        new RippleNetDefinition(),
        new DknDefinition(),
        .. MkrDefinition.Variants,
        new TransEDefinition(),
        new TransHDefinition(),
        new TransRDefinition(),
        new RescalDefinition(),
        new AnalogyDefinition(),
        new HolEDefinition(),
    ];

    /// <summary>The model where none is named: the one that is worth shipping.</summary>
    public static ModelDefinition Default => All[0];

    /// <summary>The model called <paramref name="name"/>.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static ModelDefinition Find(string name) => All.FirstOrDefault(model => model.Name == name)
        ?? throw new SettingException($"There is no model '{name}'. Did you mean '{Nearest.To(name, All.Select(m => m.Name))}'? "
            + "`mkr models` lists them.");
}
