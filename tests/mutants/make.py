"""Make the mutants: mutmut writes them all into a copy of the sources, and the type checker says which it rejects."""

import shutil
from collections.abc import Iterator

from mutmut.__main__ import create_mutants
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.file_mutation import filter_mutants_with_type_checker
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.utils.file_utils import copy_src_dir, walk_mutatable_files
from mutmut.utils.format_utils import mangled_name_from_mutant_name

from tests.mutants.verdicts import HOME, Mutant


def make() -> None:
    """Write the mutants of the sources as they are now; those of unchanged functions keep their verdicts."""
    shutil.rmtree(HOME / "solver", ignore_errors=True)
    set_mutant_under_test("mutant_generation")
    copy_src_dir()
    create_mutants(max_children=1)
    rejected = filter_mutants_with_type_checker()
    for data in _data():
        errors = {name: rejected[name].error.error_description for name in data.exit_code_by_key if name in rejected}
        data.type_check_error_by_key = dict(errors)
        data.save()


def made() -> list[Mutant]:
    """Return all mutants that have been written, in the order of the sources."""
    found = []
    for data in _data():
        for name in data.exit_code_by_key:
            function = mangled_name_from_mutant_name(name)
            source = data.hash_by_function_name[function.rpartition(".")[2]]
            found.append(Mutant(name, function, source, name in data.type_check_error_by_key))
    return found


def _data() -> Iterator[SourceFileMutationData]:
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        yield data
